using System.Buffers;
using System.Text;
using Bittensor.Tokenization.Models;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Merging;

/// <summary>Byte-level BPE over this library's own merger.</summary>
/// <remarks>The library's tokenizers take some 4 µs for a short text, so that spelling one vocabulary in another would take
/// a second; none of them keeps whole words from merge rules that would miss them, and a long word takes them the square of its
/// length.</remarks>
/// <param name="merger">The rules.</param>
/// <param name="idOfByte">Token of each byte.</param>
/// <param name="splitter">Cuts text into words; null when that is done elsewhere.</param>
/// <param name="wholeWords">Words that are one token whatever the rules say; null when the rules alone count.</param>
internal sealed class ByteMergeModel(
    PairMerger merger, int[] idOfByte, WordSplitter? splitter, Dictionary<string, int>? wholeWords = null) : ITokenModel, IWordModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wholeWords =
        (wholeWords ?? []).GetAlternateLookup<ReadOnlySpan<char>>();

    public void Encode(TextPiece text, List<int> ids, CancellationToken cancellationToken)
    {
        var whole = text.ToString();
        var count = 0;
        foreach (var (offset, length) in splitter?.Split(whole) ?? [(0, whole.Length)])
        {
            Encode(whole.AsSpan(offset, length), ids, cancellationToken);
            if (++count % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken)
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

        ids.AddRange(symbols.AsSpan(0, merger.Merge(symbols.AsSpan(0, bytes.Length), cancellationToken)));
        ArrayPool<byte>.Shared.Return(rented);
        ArrayPool<int>.Shared.Return(symbols);
    }
}
