namespace Bittensor.Protocol.Wire;

/// <summary>Checks of JSON tensors that only mean something together.</summary>
internal static class WireFields
{
    /// <summary>Requires two tensors of the same shape and a certain rank.</summary>
    public static void SameShape<T, TOther>(
        string field, WireTensor<T>? tensor, string otherField, WireTensor<TOther>? other, int rank)
        where T : unmanaged
        where TOther : unmanaged
    {
        var (shape, otherShape) = (Present(field, tensor).Shape, Present(otherField, other).Shape);
        if (shape.Length != rank || !shape.AsSpan().SequenceEqual(otherShape))
        {
            throw new WireFormatException(
                WireFault.Shape,
                $"{field} has shape {Shapes.Text(shape)}, {otherField} {Shapes.Text(otherShape)}; expected the same {rank} dimensions.");
        }
    }

    /// <summary>Requires one tensor of a certain shape.</summary>
    public static void Shape<T>(string field, WireTensor<T>? tensor, params int[] expected)
        where T : unmanaged
    {
        if (!Present(field, tensor).Shape.AsSpan().SequenceEqual(expected))
        {
            throw new WireFormatException(
                WireFault.Shape, $"{field} has shape {Shapes.Text(tensor!.Shape)}; expected {Shapes.Text(expected)}.");
        }
    }

    /// <summary>Values that must fit 32 bits.</summary>
    public static int[] ToInt32(string field, WireTensor<long> tensor)
    {
        var at = tensor.Values.AsSpan().IndexOfAnyExceptInRange(int.MinValue, int.MaxValue);
        return at < 0
            ? Array.ConvertAll(tensor.Values, value => (int)value)
            : throw new WireFormatException(
                WireFault.Value, $"Element {at} of {field} is {tensor.Values[at]}; expected 32 bits.");
    }

    private static WireTensor<T> Present<T>(string field, WireTensor<T>? tensor)
        where T : unmanaged => tensor ?? throw new WireFormatException(WireFault.Malformed, $"The field {field} is missing.");
}
