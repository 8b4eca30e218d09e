using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>SentencePiece's compiled table of replacements, such as Unicode's compatibility forms: a double-array trie of
/// UTF-8 keys (darts-clone), then the replacements, each ended by a zero byte.</summary>
internal sealed class PrecompiledCharsmap
{
    private readonly uint[] _trie;
    private readonly byte[] _replacements;

    /// <exception cref="FormatException">The table contradicts itself.</exception>
    public PrecompiledCharsmap(ReadOnlySpan<byte> table)
    {
        var length = table.Length < 4 ? -1 : (long)BinaryPrimitives.ReadUInt32LittleEndian(table);
        if (length < 4 || length % 4 != 0 || length > table.Length - 4)
        {
            throw new FormatException($"a charsmap of {table.Length} bytes says that its trie has {length}");
        }

        _trie = MemoryMarshal.Cast<byte, uint>(table.Slice(4, (int)length)).ToArray();
        _replacements = table[(4 + (int)length)..].ToArray();
    }

    /// <summary>Replaces a letter by what stands for the shortest key that it begins with.</summary>
    public bool TryReplaceWhole(ReadOnlySpan<char> letter, out string by)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(letter.Length)];
        bytes = bytes[..Encoding.UTF8.GetBytes(letter, bytes)];
        by = "";
        for (var length = 1; length <= bytes.Length; length++)
        {
            if (LongestKey(bytes[..length], out var replacement) == length)
            {
                by = Encoding.UTF8.GetString(Replacement(replacement));
                return true;
            }
        }

        return false;
    }

    /// <summary>A replacement.</summary>
    /// <param name="at">Where it is, as <see cref="LongestKey"/> gives it.</param>
    public ReadOnlySpan<byte> Replacement(int at)
    {
        var tail = _replacements.AsSpan(Math.Min(at, _replacements.Length));
        var end = tail.IndexOf((byte)0);
        return end < 0 ? tail : tail[..end];
    }

    /// <summary>Length in bytes of the longest key that a text begins with, or 0, and where its replacement is.</summary>
    public int LongestKey(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var longest = 0;
        var node = Offset(_trie[0]);
        for (var i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= _trie.Length || (_trie[node] & 0x800000FF) != text[i])
            {
                break;
            }

            var unit = _trie[node];
            node ^= Offset(unit);
            if ((unit & 0x100) != 0 && node < _trie.Length)
            {
                longest = i + 1;
                value = (int)(_trie[node] & 0x7FFFFFFF);
            }
        }

        return longest;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
