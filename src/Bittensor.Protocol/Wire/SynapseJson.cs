using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Wire;

/// <summary>Walks the fields of a synapse as a JSON object; both forms share it and differ in their special values.</summary>
internal static class SynapseJson
{
    /// <summary>How plain values are written; text travels unescaped where JSON allows it.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        MaxDepth = MaxDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Levels of nesting that a body may have; ours have four.</summary>
    private const int MaxDepth = 32;

    public static Utf8JsonWriter WriterTo(System.Buffers.IBufferWriter<byte> output) =>
        new(output, new JsonWriterOptions { Encoder = Options.Encoder });

    /// <summary>Reads what the reader stands at.</summary>
    public delegate T Root<T>(ref Utf8JsonReader reader);

    /// <summary>Reads a whole JSON text.</summary>
    /// <exception cref="WireFormatException">The text is no JSON, or a field of it is malformed.</exception>
    public static T ReadWhole<T>(ReadOnlySpan<byte> json, ISpecialValues special, Root<T> root)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var value = root(ref reader);
            reader.Read(); // nothing may follow; the reader complains if something does
            return value;
        }
        catch (Exception exception) when (IsJsonFault(exception))
        {
            throw new WireFormatException(
                WireFault.Malformed, $"The JSON cannot be read. {exception.Message}", special.At(ref reader), exception);
        }
    }

    /// <summary>
    /// Whether the JSON reader threw; InvalidOperationException is its word for bytes that are not UTF-8 and for half surrogates.
    /// </summary>
    public static bool IsJsonFault(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException;

    /// <summary>Reads the object that starts at the reader's current token, and stops at its end.</summary>
    public static Synapse ReadObject(ref Utf8JsonReader reader, SynapseLayout layout, ISpecialValues special)
    {
        ExpectObject(ref reader, special);
        var synapse = layout.Create();
        var seen = new bool[layout.Fields.Count];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = layout.IndexOf(reader.GetString()!);
            if (index >= 0 && seen[index])
            {
                throw new WireFormatException(
                    WireFault.Malformed, $"The field {layout.Fields[index].Name} comes twice.", special.At(ref reader));
            }

            reader.Read();
            if (index < 0 || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip(); // unknown fields are nobody's business here, and null is how Python says "left out"
                continue;
            }

            seen[index] = true;
            ReadField(ref reader, synapse, layout.Fields[index], special);
        }

        return synapse;
    }

    /// <summary>Writes a synapse as an object, without the fields that are null.</summary>
    /// <param name="writer">Receives the object.</param>
    /// <param name="synapse">The synapse.</param>
    /// <param name="layout">Its fields.</param>
    /// <param name="special">How tensors are written.</param>
    /// <param name="without">Names of fields that are left out.</param>
    public static void WriteObject(
        Utf8JsonWriter writer, Synapse synapse, SynapseLayout layout, ISpecialValues special, params ReadOnlySpan<string> without)
    {
        writer.WriteStartObject();
        foreach (var field in layout.Fields)
        {
            if (!without.Contains(field.Name) && field.Get(synapse) is { } value)
            {
                writer.WritePropertyName(field.Name);
                WriteValue(writer, value, special);
            }
        }

        writer.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter writer, object value, ISpecialValues special)
    {
        if (special.Handles(value.GetType()))
        {
            special.Write(writer, value);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), Options);
        }
    }

    public static void ExpectObject(ref Utf8JsonReader reader, ISpecialValues special)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new WireFormatException(
                WireFault.Malformed, $"Expected a JSON object, not {reader.TokenType}.", special.At(ref reader));
        }
    }

    public static object ReadValue(ref Utf8JsonReader reader, string name, Type type, ISpecialValues special)
    {
        var start = special.At(ref reader);
        try
        {
            return special.Handles(type)
                ? special.Read(ref reader, type)
                : JsonSerializer.Deserialize(ref reader, type, Options)!;
        }
        catch (JsonException exception)
        {
            throw new WireFormatException(
                WireFault.Malformed, $"The field {name} cannot be read. {exception.Message}", start, exception);
        }
        catch (WireFormatException exception)
        {
            throw new WireFormatException(
                exception.Fault, $"The field {name} cannot be read. {exception.Reason}", exception.Offset ?? start, exception);
        }
    }

    /// <summary>Offset in the body of the reader's current token.</summary>
    public static long At(this ISpecialValues special, ref Utf8JsonReader reader) => special.Origin + reader.TokenStartIndex;

    private static void ReadField(ref Utf8JsonReader reader, Synapse synapse, SynapseField field, ISpecialValues special)
    {
        var start = special.At(ref reader);
        var value = ReadValue(ref reader, field.Name, field.Type, special);
        if (field.CanSet)
        {
            field.Set(synapse, value);
        }
        else if (!value.Equals(field.Get(synapse)))
        {
            throw new WireFormatException(
                WireFault.Value, $"The field {field.Name} is \"{value}\"; expected \"{field.Get(synapse)}\".", start);
        }
    }
}
