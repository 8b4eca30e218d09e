using System.Runtime.InteropServices;
using Azure.Data.Tables;
using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Storage.Rows;

/// <summary>Sparse distributions as one binary column: the number of items, that of each one's entries, then all tokens (two
/// bytes each: the standard vocabulary has fewer than 65536) and all probabilities (four bytes each).</summary>
internal static class PackedFirstTokens
{
    private const int EntryBytes = sizeof(ushort) + sizeof(float);

    /// <summary>Writes distributions.</summary>
    public static byte[]? ToBytes(FirstTokens? tokens)
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
    public static FirstTokens? Read(TableEntity entity, string name)
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
        if (bytes.Length != (offsets.Length * sizeof(ushort)) + (entries * EntryBytes))
        {
            return null;
        }

        return new(
            offsets,
            Array.ConvertAll(numbers.Slice(offsets.Length, entries).ToArray(), token => (int)token),
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan((offsets.Length + entries) * sizeof(ushort))).ToArray());
    }
}
