using System.Runtime.InteropServices;
using Azure.Data.Tables;

namespace Bittensor.Storage.Rows;

/// <summary>Short lists of numbers as a binary column; one holds 8192.</summary>
internal static class PackedDoubles
{
    /// <summary>Writes a list.</summary>
    public static byte[]? ToBytes(double[]? values) => values is null ? null : MemoryMarshal.AsBytes<double>(values).ToArray();

    /// <summary>Reads a list; nothing where the entity has none, or something else in its place.</summary>
    public static double[]? Read(TableEntity entity, string name) =>
        entity[name] is byte[] bytes && bytes.Length % sizeof(double) == 0 ? MemoryMarshal.Cast<byte, double>(bytes).ToArray() : null;
}
