using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>The different phrases of an answer, as they are read.</summary>
internal readonly struct PhraseDictionary : IDisposable
{
    private readonly Scratch<int> _tokens;
    private readonly Scratch<int> _starts;

    /// <summary>Reads what a <see cref="PhraseDictionaryWriter"/> wrote.</summary>
    /// <param name="bits">All of it.</param>
    /// <param name="count">Number of phrases.</param>
    /// <param name="tokens">Tokens of all phrases.</param>
    /// <param name="vocabularySize">Token ids are below it.</param>
    /// <exception cref="WireFormatException">There are other numbers of either, or a token that is none.</exception>
    public PhraseDictionary(BitReader bits, int count, int tokens, int vocabularySize)
    {
        (_tokens, _starts) = (new(tokens), new(count + 1));
        using var ranks = new TokenRanks(vocabularySize);
        using var places = new Scratch<int>(tokens); // id of a first token, rank of any other
        var ranked = ranks.Read(ref bits);
        using var code = new PrefixDecoder(ref bits, PhraseContext.Count);
        Read(ref bits, code, places.Span, vocabularySize, ranked);
        BitReader.ExpectEnd(bits);
        ToTokens(places.Span, ranks);
    }

    /// <summary>Number of tokens of a phrase.</summary>
    public int LengthOf(int phrase) => _starts.Array[phrase + 1] - _starts.Array[phrase];

    /// <summary>Copies the tokens of a phrase; one by one, since they are few.</summary>
    /// <param name="phrase">Which phrase.</param>
    /// <param name="tokens">Receives them.</param>
    /// <param name="at">From where on.</param>
    public void CopyTo(int phrase, int[] tokens, int at)
    {
        var (own, end) = (_tokens.Array, _starts.Array[phrase + 1]);
        for (var from = _starts.Array[phrase]; from < end; from++)
        {
            tokens[at++] = own[from];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tokens.Dispose();
        _starts.Dispose();
    }

    private void Read(ref BitReader stream, PrefixDecoder code, Span<int> places, int vocabularySize, int ranked)
    {
        var bits = stream; // in registers, not behind a reference
        var starts = _starts.Span;
        starts[0] = 0;
        ReadOnlySpan<int> before = [];
        for (var phrase = 0; phrase + 1 < starts.Length; phrase++)
        {
            var shared = code.Read(ref bits, PhraseContext.Shared);
            var rest = code.Read(ref bits, shared == 0 ? PhraseContext.LengthOfNew : PhraseContext.LengthOfRest);
            if (shared > before.Length || (long)shared + rest > places.Length - starts[phrase])
            {
                throw BitReader.Fault(bits, $"A phrase of {shared} and {rest} tokens follows one of {before.Length}; expected no more than there are.");
            }

            var current = places.Slice(starts[phrase], shared + rest);
            before[..shared].CopyTo(current);
            if (rest > 0)
            {
                current[shared] = shared == 0
                    ? ReadFirst(ref bits, code, before, vocabularySize)
                    : ReadRank(ref bits, code, before[shared..], ranked);
            }

            for (var at = shared + 1; at < current.Length; at++)
            {
                current[at] = ReadRank(ref bits, code, [], ranked);
            }

            starts[phrase + 1] = starts[phrase] + current.Length;
            before = current;
            BitReader.RequireInside(bits);
        }

        stream = bits;
        if (starts[^1] != places.Length)
        {
            throw BitReader.Fault(bits, $"The phrases have {starts[^1]} tokens; expected {places.Length}.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadFirst(ref BitReader bits, PrefixDecoder code, ReadOnlySpan<int> before, int vocabularySize)
    {
        var token = code.Read(ref bits, PhraseContext.First) + (before.IsEmpty ? 0 : before[0] + 1);
        return token < vocabularySize ? token : throw BitReader.Fault(bits, $"A token is {token}; expected below {vocabularySize}.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadRank(ref BitReader bits, PrefixDecoder code, ReadOnlySpan<int> sibling, int ranked)
    {
        var rank = sibling.IsEmpty
            ? code.Read(ref bits, PhraseContext.Rank)
            : code.Read(ref bits, PhraseContext.Sibling) + sibling[0] + 1;
        return rank < ranked ? rank : throw BitReader.Fault(bits, $"A token has rank {rank}; expected below {ranked}.");
    }

    private void ToTokens(ReadOnlySpan<int> places, TokenRanks ranks)
    {
        var tokens = _tokens.Span;
        var starts = _starts.Span;
        for (var phrase = 0; phrase + 1 < starts.Length; phrase++)
        {
            for (var at = starts[phrase]; at < starts[phrase + 1]; at++)
            {
                tokens[at] = at == starts[phrase] ? places[at] : ranks.TokenOf(places[at]);
            }
        }
    }
}
