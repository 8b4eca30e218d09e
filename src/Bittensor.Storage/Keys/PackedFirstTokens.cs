using System.Runtime.InteropServices;
using Azure.Data.Tables;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Sparse distributions as one binary column: the number of items, that of each one's entries, then all tokens (two
/// bytes each: the standard vocabulary has fewer than 65536) and all probabilities (four bytes each).</summary>
public static class PackedFirstTokens
{
    private const int ColumnBytes = 64 * 1024, EntryBytes = sizeof(ushort) + sizeof(float);

    /// <summary>Enough for nearly all of a distribution's mass.</summary>
    private const int Most = 128;

    /// <summary>Entries an item that a column holds, 128 at most.</summary>
    /// <param name="batch">Items, B.</param>
    public static int MostEntries(int batch) =>
        Math.Min(Most, (ColumnBytes - ((batch + 1) * sizeof(ushort))) / (Math.Max(1, batch) * EntryBytes));

    /// <summary>Writes distributions.</summary>
    internal static byte[]? ToBytes(FirstTokens? tokens)
    {
        if (tokens is null)
        {
            return null;
        }

        ushort[] counts = [(ushort)tokens.Batch, .. tokens.Offsets.Skip(1).Zip(tokens.Offsets, (end, start) => (ushort)(end - start))];
        var ids = Array.ConvertAll(tokens.Tokens, token => (ushort)token);
        return [.. MemoryMarshal.AsBytes<ushort>(counts), .. MemoryMarshal.AsBytes<ushort>(ids), .. MemoryMarshal.AsBytes<float>(tokens.Probabilities)];
    }

    /// <summary>Reads distributions; nothing where the entity has none, or something else in their place.</summary>
    internal static FirstTokens? Read(TableEntity entity, string name)
    {
        if (entity[name] is not byte[] { Length: >= sizeof(ushort) } bytes)
        {
            return null;
        }

        var numbers = MemoryMarshal.Cast<byte, ushort>(bytes);
        var offsets = new int[numbers[0] + 1];
        if (numbers.Length < offsets.Length)
        {
            return null;
        }

        for (var item = 1; item < offsets.Length; item++)
        {
            offsets[item] = offsets[item - 1] + numbers[item];
        }

        var entries = offsets[^1];
        return bytes.Length != (offsets.Length * sizeof(ushort)) + (entries * EntryBytes) ? null : new(
            offsets,
            Array.ConvertAll(numbers.Slice(offsets.Length, entries).ToArray(), token => (int)token),
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan((offsets.Length + entries) * sizeof(ushort))).ToArray());
    }
}
