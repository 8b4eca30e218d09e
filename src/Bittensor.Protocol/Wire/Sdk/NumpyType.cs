using System.Buffers.Binary;

namespace Bittensor.Protocol.Wire.Sdk;

/// <summary>An element type that the SDK's tensors have.</summary>
/// <param name="Name">Name in the <c>dtype</c> field, without <c>torch.</c>.</param>
/// <param name="Code">numpy's code inside the buffer.</param>
/// <param name="Size">Bytes an element.</param>
/// <param name="AsLong">Reads one element as an integer; null for types that are none.</param>
/// <param name="AsFloat">Reads one element as a float; null for integers, which no float field takes.</param>
internal sealed record NumpyType(
    string Name, string Code, int Size, NumpyType.Element<long>? AsLong, NumpyType.Element<float>? AsFloat)
{
    public static readonly NumpyType Int64 = new("int64", "<i8", 8, BinaryPrimitives.ReadInt64LittleEndian, null);
    public static readonly NumpyType Int32 = new("int32", "<i4", 4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes), null);
    public static readonly NumpyType Float32 = new("float32", "<f4", 4, null, BinaryPrimitives.ReadSingleLittleEndian);

    private static readonly NumpyType[] All =
    [
        Int64,
        Int32,
        new("int16", "<i2", 2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes), null),
        new("int8", "|i1", 1, bytes => (sbyte)bytes[0], null),
        new("uint8", "|u1", 1, bytes => bytes[0], null),
        new("bool", "|b1", 1, bytes => bytes[0] == 0 ? 0 : 1, null),
        Float32,
        new("float16", "<f2", 2, null, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        new("float64", "<f8", 8, null, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    ];

    /// <summary>Reads one element from its first byte on.</summary>
    public delegate T Element<T>(ReadOnlySpan<byte> bytes);

    /// <summary>Every code, for messages.</summary>
    public static string Codes { get; } = string.Join(", ", All.Select(type => type.Code));

    /// <summary>Every name, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(type => type.Name));

    public static NumpyType? ByCode(string? code) => Array.Find(All, type => type.Code == code);

    public static NumpyType? ByName(string? name) => Array.Find(All, type => type.Name == name);
}
