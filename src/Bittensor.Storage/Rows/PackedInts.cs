using System.Runtime.InteropServices;
using Azure.Data.Tables;

namespace Bittensor.Storage.Rows;

/// <summary>Integers as binary columns: one holds 64 KiB at most, so that longer lists take several (Name0, Name1, …).</summary>
internal static class PackedInts
{
    private const int ColumnBytes = 64 * 1024;

    /// <summary>Writes a list.</summary>
    public static void Write(TableEntity entity, string name, int[] values)
    {
        var bytes = MemoryMarshal.AsBytes<int>(values).ToArray();
        for (var column = 0; column == 0 || column * ColumnBytes < bytes.Length; column++)
        {
            var start = column * ColumnBytes;
            entity[$"{name}{column}"] = bytes[start..Math.Min(start + ColumnBytes, bytes.Length)];
        }
    }

    /// <summary>Reads a list; empty where the entity has none.</summary>
    public static int[] Read(TableEntity entity, string name)
    {
        var bytes = new List<byte>();
        for (var column = 0; entity.GetBinary($"{name}{column}") is { } part; column++)
        {
            bytes.AddRange(part);
        }

        return MemoryMarshal.Cast<byte, int>(CollectionsMarshal.AsSpan(bytes)).ToArray();
    }
}
