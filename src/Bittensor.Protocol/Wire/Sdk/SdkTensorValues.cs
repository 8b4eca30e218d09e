using System.Buffers;
using System.Text.Json;

namespace Bittensor.Protocol.Wire.Sdk;

/// <summary>Tensors as the SDK's <c>Tensor</c> objects.</summary>
internal sealed class SdkTensorValues(TensorDialect dialect) : ISpecialValues
{
    /// <summary>The names to write element types with; after reading, those that the sender used.</summary>
    public TensorDialect Dialect { get; private set; } = dialect;

    public long Origin => 0;

    public bool Handles(Type type) =>
        type == typeof(WireTensor<long>) || type == typeof(WireTensor<float>) || type == typeof(WireTensor<int>);

    public object Read(ref Utf8JsonReader reader, Type type)
    {
        if (type == typeof(WireTensor<float>))
        {
            return RequireFinite(Read<float>(ref reader, element => element.AsFloat, NestedArray.Float));
        }

        var tensor = Read<long>(ref reader, element => element.AsLong, NestedArray.Integer);
        return type == typeof(WireTensor<long>) ? tensor : Narrow(tensor);
    }

    public void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case WireTensor<long> tensor: Write(writer, NumpyType.Int64, tensor.Values, tensor.Shape); break;
            case WireTensor<int> tensor: Write(writer, NumpyType.Int32, tensor.Values, tensor.Shape); break;
            case WireTensor<float> tensor: Write(writer, NumpyType.Float32, tensor.Values, tensor.Shape); break;
            default: throw new ArgumentException($"{value.GetType()} is no tensor.", nameof(value));
        }
    }

    private static WireTensor<int> Narrow(WireTensor<long> tensor)
    {
        var values = new int[tensor.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensor.Values[i] is >= int.MinValue and <= int.MaxValue
                ? (int)tensor.Values[i]
                : throw new WireFormatException(WireFault.Value, $"Element {i} is {tensor.Values[i]}; expected 32 bits.");
        }

        return new WireTensor<int>(values, tensor.Shape);
    }

    private static WireTensor<float> RequireFinite(WireTensor<float> tensor)
    {
        var at = Array.FindIndex(tensor.Values, value => !float.IsFinite(value));
        return at < 0
            ? tensor
            : throw new WireFormatException(WireFault.Value, $"Element {at} is {tensor.Values[at]}; expected a finite number.");
    }

    private WireTensor<T> Read<T>(
        ref Utf8JsonReader reader, Func<NumpyType, NumpyType.Element<T>?> elementOf, NestedArray.Number<T> number)
        where T : unmanaged
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return NestedArray.Read(ref reader, number);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new WireFormatException(
                WireFault.Malformed, $"Expected a Tensor object or nested arrays, not {reader.TokenType}.");
        }

        var fields = JsonSerializer.Deserialize<SdkTensor>(ref reader, SynapseJson.Options)!;
        var buffer = fields.Buffer ?? throw new WireFormatException(WireFault.Malformed, "The tensor has no buffer.");
        var message = NumpyMessage.Read(buffer);
        CheckDtype(fields.Dtype, message.Type);
        var expected = typeof(T) == typeof(float) ? "floating point" : "integers";
        var element = elementOf(message.Type)
            ?? throw new WireFormatException(
                WireFault.Malformed,
                $"The tensor's elements are {message.Type.Name}; expected {expected}.");
        return new WireTensor<T>(Decode(message, element), ShapeOf(fields.Shape, message.Shape));
    }

    private static T[] Decode<T>(NumpyMessage message, NumpyType.Element<T> element)
    {
        var bytes = message.Data.IsSingleSegment ? message.Data.FirstSpan : message.Data.ToArray();
        var values = new T[bytes.Length / message.Type.Size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = element(bytes[(i * message.Type.Size)..]);
        }

        return values;
    }

    private void CheckDtype(string? dtype, NumpyType element)
    {
        const string Torch = "torch.";
        var isTorch = dtype?.StartsWith(Torch, StringComparison.Ordinal) == true;
        var name = isTorch ? dtype![Torch.Length..] : dtype;
        if (NumpyType.ByName(name) is not { } expected)
        {
            throw new WireFormatException(
                WireFault.Malformed,
                $"The tensor's dtype is {dtype ?? "missing"}; expected one of {NumpyType.Names}, or torch.… of these.");
        }

        if (expected != element)
        {
            throw new WireFormatException(
                WireFault.Malformed, $"The tensor's dtype is {dtype} but its buffer holds {element.Name}.");
        }

        Dialect = isTorch ? TensorDialect.Torch : Dialect;
    }

    /// <summary>The outer shape, which is what the SDK reshapes to; [0] is also how it writes a scalar's.</summary>
    private static int[] ShapeOf(int[]? outer, int[] inner)
    {
        if (outer is null or [0])
        {
            return inner;
        }

        var isRank = outer.Length <= Shapes.MaxRank && Array.TrueForAll(outer, size => size >= 0);
        return isRank && Shapes.Count(outer, int.MaxValue) == Shapes.Count(inner, int.MaxValue)
            ? outer
            : throw new WireFormatException(
                WireFault.Shape, $"The tensor's shape is {Shapes.Text(outer)} but its buffer has {Shapes.Text(inner)}.");
    }

    private void Write<T>(Utf8JsonWriter writer, NumpyType type, T[] values, int[] shape)
        where T : unmanaged
    {
        var buffer = new ArrayBufferWriter<byte>((values.Length * type.Size) + 96);
        NumpyMessage.Write(buffer, type, values, shape);
        writer.WriteStartObject();
        writer.WriteBase64String("buffer", buffer.WrittenSpan);
        writer.WriteString("dtype", (Dialect == TensorDialect.Torch ? "torch." : "") + type.Name);
        writer.WriteStartArray("shape");
        foreach (var size in shape.Length == 0 ? [0] : shape)
        {
            writer.WriteNumberValue(size);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
