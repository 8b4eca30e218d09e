using System.Buffers;
using System.Text;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Merging;

/// <summary>Byte-level BPE over this library's own merger.</summary>
/// <remarks>The library's tokenizers take some 4 µs for a short text, so that spelling one vocabulary in another would take
/// a second; and none of them keeps whole words from merge rules that would miss them.</remarks>
/// <param name="merger">The rules.</param>
/// <param name="idOfByte">Token of each byte.</param>
/// <param name="splitter">Cuts text into words.</param>
/// <param name="wholeWords">Words that are one token whatever the rules say; null when the rules alone count.</param>
internal sealed class ByteMergeModel(
    PairMerger merger, int[] idOfByte, WordSplitter splitter, Dictionary<string, int>? wholeWords = null) : ITokenModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wholeWords =
        (wholeWords ?? []).GetAlternateLookup<ReadOnlySpan<char>>();

    public void Encode(string text, List<int> ids)
    {
        foreach (var (offset, length) in splitter.Split(text))
        {
            EncodeWord(text.AsSpan(offset, length), ids);
        }
    }

    private void EncodeWord(ReadOnlySpan<char> word, List<int> ids)
    {
        if (wholeWords is not null && _wholeWords.TryGetValue(word, out var whole))
        {
            ids.Add(whole);
            return;
        }

        var size = Encoding.UTF8.GetMaxByteCount(word.Length);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        var bytes = rented.AsSpan(0, Encoding.UTF8.GetBytes(word, rented));
        var symbols = ArrayPool<int>.Shared.Rent(size);
        for (var i = 0; i < bytes.Length; i++)
        {
            symbols[i] = idOfByte[bytes[i]];
        }

        ids.AddRange(symbols.AsSpan(0, merger.Merge(symbols.AsSpan(0, bytes.Length))));
        ArrayPool<byte>.Shared.Return(rented);
        ArrayPool<int>.Shared.Return(symbols);
    }
}
