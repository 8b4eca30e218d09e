using System.Runtime.InteropServices;
using System.Text;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Merging;

/// <summary>BPE that starts from letters, as SentencePiece does: a letter without a token becomes its bytes' tokens, or
/// unknown.</summary>
/// <param name="merger">The rules.</param>
/// <param name="idOfLetter">Token of each letter that has one.</param>
/// <param name="idOfByte">Token of each byte, or null when the vocabulary has none.</param>
/// <param name="unknown">Token of what cannot be spelt; letters without any are left out when there is none.</param>
/// <param name="splitter">Cuts text into words.</param>
internal sealed class LetterMergeModel(
    PairMerger merger,
    IReadOnlyDictionary<Rune, int> idOfLetter,
    int[]? idOfByte,
    int? unknown,
    WordSplitter splitter) : ITokenModel
{
    public void Encode(string text, List<int> ids)
    {
        foreach (var (offset, length) in splitter.Split(text))
        {
            var symbols = Letters(text.AsSpan(offset, length));
            ids.AddRange(symbols[..merger.Merge(symbols)]);
        }
    }

    private Span<int> Letters(ReadOnlySpan<char> word)
    {
        var symbols = new List<int>(word.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var letter in word.EnumerateRunes())
        {
            if (idOfLetter.TryGetValue(letter, out var id))
            {
                symbols.Add(id);
            }
            else if (idOfByte is not null)
            {
                foreach (var value in bytes[..letter.EncodeToUtf8(bytes)])
                {
                    symbols.Add(idOfByte[value]);
                }
            }
            else if (unknown is { } token && (symbols.Count == 0 || symbols[^1] != token))
            {
                symbols.Add(token); // a run of unknown letters is one token
            }
        }

        return CollectionsMarshal.AsSpan(symbols);
    }
}
