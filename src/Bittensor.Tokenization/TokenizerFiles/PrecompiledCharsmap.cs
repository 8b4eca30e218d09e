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

    /// <summary>Replaces, from left to right, the longest key at each place.</summary>
    public string Apply(string text, bool isFirst)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            var length = LongestKey(bytes.AsSpan(at), out var replacement);
            if (length > 0)
            {
                var tail = _replacements.AsSpan(Math.Min(replacement, _replacements.Length));
                var end = tail.IndexOf((byte)0);
                result.AddRange(end < 0 ? tail : tail[..end]);
                at += length;
                continue;
            }

            do
            {
                result.Add(bytes[at++]);
            }
            while (at < bytes.Length && (bytes[at] & 0xC0) == 0x80); // the rest of one character
        }

        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(result));
    }

    private int LongestKey(ReadOnlySpan<byte> text, out int value)
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
