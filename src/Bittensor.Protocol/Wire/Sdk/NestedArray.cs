using System.Text.Json;

namespace Bittensor.Protocol.Wire.Sdk;

/// <summary>Tensors as nested JSON arrays of numbers, for callers who write JSON by hand.</summary>
internal sealed class NestedArray
{
    private readonly List<int> _shape = []; // -1 until the first array of that depth has been closed
    private readonly List<int> _counts = [0]; // elements so far of each array that is open
    private int _leafDepth; // where the numbers are; 0 until the first one, or the first empty array

    /// <summary>Reads the number at the current token; false where it is not one that fits.</summary>
    public delegate bool Number<T>(ref Utf8JsonReader reader, out T value);

    public static bool Integer(ref Utf8JsonReader reader, out long value) => reader.TryGetInt64(out value);

    public static bool Float(ref Utf8JsonReader reader, out float value) => reader.TryGetSingle(out value);

    /// <summary>Reads the array that starts at the current token, and stops at its end.</summary>
    /// <exception cref="WireFormatException">
    /// The arrays are ragged, too deep, or hold something that is no such number.
    /// </exception>
    public static WireTensor<T> Read<T>(ref Utf8JsonReader reader, Number<T> number)
        where T : unmanaged
    {
        var (array, values) = (new NestedArray(), new List<T>());
        while (array._counts.Count > 0)
        {
            if (!reader.Read())
            {
                throw new JsonException("The array has no end.");
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray: array.Open(); break;
                case JsonTokenType.EndArray: array.Close(); break;
                default: values.Add(array.Add(ref reader, number)); break;
            }
        }

        return new WireTensor<T>([.. values], [.. array._shape]);
    }

    private void Open()
    {
        _counts[^1]++;
        _counts.Add(0);
        if (_counts.Count > Shapes.MaxRank || (_leafDepth > 0 && _counts.Count > _leafDepth))
        {
            throw Ragged();
        }
    }

    private void Close()
    {
        var (depth, count) = (_counts.Count - 1, _counts[^1]);
        _leafDepth = _leafDepth > 0 ? _leafDepth : _counts.Count;
        _counts.RemoveAt(depth);
        while (_shape.Count <= depth)
        {
            _shape.Add(-1);
        }

        _shape[depth] = _shape[depth] < 0 || _shape[depth] == count ? count : throw Ragged();
    }

    private T Add<T>(ref Utf8JsonReader reader, Number<T> number)
    {
        if (reader.TokenType != JsonTokenType.Number || !number(ref reader, out var value))
        {
            var expected = typeof(T) == typeof(float) ? "number" : "64-bit integer";
            throw new WireFormatException(
                WireFault.Malformed, $"A {reader.TokenType} in the array is no {expected}.", reader.TokenStartIndex);
        }

        _leafDepth = _leafDepth > 0 ? _leafDepth : _counts.Count;
        _counts[^1] = _counts.Count == _leafDepth ? _counts[^1] + 1 : throw Ragged();
        return value;
    }

    private static WireFormatException Ragged() =>
        new(
            WireFault.Shape,
            $"The arrays are ragged or nested deeper than {Shapes.MaxRank}; expected the same length at each depth.");
}
