using System.Text.Json;

namespace Bittensor.Protocol.Wire;

/// <summary>Several synapses as one JSON object: the inputs, and a list of the synapses without them.</summary>
internal sealed class MultiSynapseJson(WireForm form, ISpecialValues special, MessageKind kind)
{
    private const string Timeout = "timeout", Inputs = "inputs", Text = "text", Mask = "mask", Synapses = "synapses";

    /// <summary>Reads the object that starts at the reader's current token, and stops at its end.</summary>
    public MultiSynapse Read(ref Utf8JsonReader reader, SynapseCatalog catalog)
    {
        SynapseJson.ExpectObject(ref reader, special);
        var synapses = new MultiSynapse();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            switch (name)
            {
                case Timeout: synapses.Timeout = Value<double>(ref reader, name); break;
                case Inputs: synapses.Inputs = Value<WireTensor<long>>(ref reader, name); break;
                case Text: synapses.Text = Value<IReadOnlyList<string>>(ref reader, name); break;
                case Mask: synapses.Mask = Value<WireTensor<long>>(ref reader, name); break;
                case Synapses: synapses.Items = ReadItems(ref reader, catalog); break;
                default: reader.Skip(); break;
            }
        }

        return synapses.Items.Count > 0
            ? synapses
            : throw new WireFormatException(WireFault.Empty, $"The field {Synapses} is missing or empty.");
    }

    public void Write(Utf8JsonWriter writer, MultiSynapse synapses)
    {
        writer.WriteStartObject();
        if (kind == MessageKind.Request)
        {
            WriteField(writer, Timeout, synapses.Timeout);
            WriteField(writer, Inputs, synapses.Inputs);
            WriteField(writer, Text, synapses.Text);
            WriteField(writer, Mask, synapses.Mask);
        }

        writer.WriteStartArray(Synapses);
        foreach (var item in synapses.Items)
        {
            WriteItem(writer, item);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private T Value<T>(ref Utf8JsonReader reader, string name) => (T)SynapseJson.ReadValue(ref reader, name, typeof(T), special);

    private void WriteField(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            SynapseJson.WriteValue(writer, value, special);
        }
    }

    private List<MultiSynapseItem> ReadItems(ref Utf8JsonReader reader, SynapseCatalog catalog)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new WireFormatException(
                WireFault.Malformed, $"The field {Synapses} is {reader.TokenType}; expected a list.", special.At(ref reader));
        }

        var items = new List<MultiSynapseItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(items.Count < MultiSynapse.MaxItems
                ? ReadItem(ref reader, catalog)
                : throw new WireFormatException(
                    WireFault.Value, $"There are more than {MultiSynapse.MaxItems} synapses.", special.At(ref reader)));
        }

        return items;
    }

    /// <summary>Reads one synapse; what is wrong with it stays its own fault as long as the JSON around it can be read.</summary>
    private MultiSynapseItem ReadItem(ref Utf8JsonReader reader, SynapseCatalog catalog)
    {
        var start = reader;
        var name = "";
        try
        {
            name = NameOf(start);
            return Answered(ReadSynapse(ref reader, catalog.Find(name) ?? throw Unknown(name, catalog)));
        }
        catch (SynapseException exception)
        {
            reader = start;
            reader.Skip();
            return new MultiSynapseItem(name, exception);
        }
        catch (Exception exception) when (exception is WireFormatException || SynapseJson.IsJsonFault(exception))
        {
            reader = start;
            reader.Skip();
            var fault = exception as WireFormatException ?? new WireFormatException(
                WireFault.Malformed, exception.Message, special.At(ref start), exception);
            return new MultiSynapseItem(name, fault.ToSynapseException(kind));
        }
    }

    private Synapse ReadSynapse(ref Utf8JsonReader reader, Type type)
    {
        var synapse = SynapseJson.ReadObject(ref reader, SynapseLayout.Of(type, form), special);
        if (synapse is not { Inputs: null, Text: null, Mask: null })
        {
            throw new WireFormatException(
                WireFault.Value, "A synapse has inputs of its own; they are shared and stand beside the list.");
        }

        synapse.AfterRead(form);
        return synapse;
    }

    private MultiSynapseItem Answered(Synapse synapse)
    {
        if (kind == MessageKind.Request || synapse.Axon?.StatusCode is null or 200)
        {
            return new MultiSynapseItem(synapse);
        }

        var (code, detail) = ReturnCodes.SplitStatusMessage(synapse.Axon.StatusMessage);
        code ??= ReturnCodes.FromHttpStatus(synapse.Axon.StatusCode.Value);
        return new MultiSynapseItem(synapse.Name, new SynapseException(code.Value, detail));
    }

    /// <summary>Looks ahead for the name; the reader is a copy, so the caller's stays where it is.</summary>
    private string NameOf(Utf8JsonReader reader)
    {
        SynapseJson.ExpectObject(ref reader, special);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString()!;
            }

            reader.Skip();
        }

        throw new WireFormatException(WireFault.Value, "A synapse has no name.");
    }

    private static SynapseException Unknown(string name, SynapseCatalog catalog) =>
        new(ReturnCode.NotImplemented, SynapseProblem.UnknownSynapse(name, catalog.All.Select(type => type.Name)).Detail!);

    private void WriteItem(Utf8JsonWriter writer, MultiSynapseItem item)
    {
        if (item.Synapse is not { } synapse)
        {
            WriteFailure(writer, item);
            return;
        }

        if (kind == MessageKind.Answer)
        {
            synapse.Axon ??= new TerminalInfo();
            synapse.Axon.StatusCode ??= ReturnCodes.ToHttpStatus(ReturnCode.Success);
            synapse.Axon.StatusMessage ??= ReturnCodes.ToStatusMessage(ReturnCode.Success);
        }

        synapse.BeforeWrite(form);
        SynapseJson.WriteObject(writer, synapse, SynapseLayout.Of(synapse.GetType(), form), special, Timeout, Inputs, Text, Mask);
    }

    private static void WriteFailure(Utf8JsonWriter writer, MultiSynapseItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("name", item.Name);
        writer.WritePropertyName("axon");
        var axon = new TerminalInfo
        {
            StatusCode = ReturnCodes.ToHttpStatus(item.ReturnCode),
            StatusMessage = ReturnCodes.ToStatusMessage(item.ReturnCode, item.Failure?.Message),
        };
        JsonSerializer.Serialize(writer, axon, SynapseJson.Options);
        writer.WriteEndObject();
    }
}
