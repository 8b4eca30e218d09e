using System.Runtime.InteropServices;
using System.Text.Json;

namespace Bittensor.Testing.Vectors;

/// <summary>One array of a vector folder: float32 or int32, row-major.</summary>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="Floats">The values of a float32 array; empty for int32.</param>
/// <param name="Ints">The values of an int32 array; empty for float32.</param>
public sealed record VectorArray(int[] Shape, float[] Floats, int[] Ints)
{
    /// <summary>One row of the last dimension of a float32 array.</summary>
    /// <param name="row">Index over all dimensions but the last, flattened.</param>
    public ReadOnlySpan<float> Row(int row) => Floats.AsSpan(row * Shape[^1], Shape[^1]);

    /// <summary>A number of a JSON file, where NaN and the infinities are strings.</summary>
    /// <param name="element">A JSON number or one of "NaN", "Infinity", "-Infinity".</param>
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is not a number."),
        }
        : element.GetDouble();

    internal static VectorArray Read(JsonElement element, Func<string, byte[]> binary)
    {
        int[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        var isFloat = element.GetProperty("dtype").GetString() switch
        {
            "f32" => true,
            "i32" => false,
            var other => throw new FormatException($"dtype '{other}' is neither f32 nor i32."),
        };
        var array = element.TryGetProperty("bin", out var file)
            ? FromBytes(shape, isFloat, Slice(element, binary(file.GetString()!)))
            : FromJson(shape, isFloat, element.GetProperty("data"));
        var expected = shape.Aggregate(1, (product, length) => product * length);
        var found = isFloat ? array.Floats.Length : array.Ints.Length;
        return found == expected
            ? array
            : throw new FormatException($"An array of shape [{string.Join(", ", shape)}] has {found} values.");
    }

    private static ReadOnlySpan<byte> Slice(JsonElement element, byte[] bytes) =>
        bytes.AsSpan(element.GetProperty("offset").GetInt32(), element.GetProperty("bytes").GetInt32());

    private static VectorArray FromBytes(int[] shape, bool isFloat, ReadOnlySpan<byte> bytes) => isFloat
        ? new(shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray(), [])
        : new(shape, [], MemoryMarshal.Cast<byte, int>(bytes).ToArray());

    private static VectorArray FromJson(int[] shape, bool isFloat, JsonElement data)
    {
        var values = Flatten(data);
        return isFloat
            ? new(shape, [.. values.Select(value => (float)Number(value))], [])
            : new(shape, [], [.. values.Select(value => value.GetInt32())]);
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Flatten)
        : [element];
}
