using System.Numerics;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>The tokens with which phrases go on, ranked by how often they do: within a class of like frequency by id.</summary>
/// <param name="vocabularySize">Token ids are below it.</param>
internal readonly struct TokenRanks(int vocabularySize) : IDisposable
{
    private readonly Scratch<int> _ranks = new(vocabularySize);
    private readonly Scratch<int> _tokens = new(vocabularySize);

    /// <summary>The rank of a token that goes on a phrase.</summary>
    public int this[int token] => _ranks.Span[token];

    /// <summary>The token of a rank.</summary>
    public int TokenOf(int rank) => _tokens.Span[rank];

    /// <summary>Ranks tokens, and writes which they are: the number of classes; for each, the most frequent first, how many tokens it
    /// has and which.</summary>
    /// <param name="bits">Receives it.</param>
    /// <param name="counts">How often each token goes on a phrase; shape [vocabulary].</param>
    public void Write(ref BitWriter bits, ReadOnlySpan<int> counts)
    {
        var most = 0;
        foreach (var count in counts)
        {
            most = Math.Max(most, count);
        }

        var (classes, ranked) = (ClassOf(most), 0);
        bits.WriteGamma(classes);
        for (var wanted = classes; wanted > 0; wanted--)
        {
            var first = ranked;
            for (var token = 0; token < counts.Length; token++)
            {
                if (ClassOf(counts[token]) == wanted)
                {
                    (_ranks.Span[token], _tokens.Span[ranked]) = (ranked, token);
                    ranked++;
                }
            }

            bits.WriteGamma(ranked - first);
            GapCode.Write(ref bits, _tokens.Span[first..ranked], vocabularySize);
        }
    }

    /// <summary>Reads which tokens there are.</summary>
    /// <param name="bits">Positioned at them.</param>
    /// <returns>Number of ranks.</returns>
    /// <exception cref="WireFormatException">There are more than the vocabulary has.</exception>
    public int Read(ref BitReader bits)
    {
        var ranked = 0;
        for (var classes = bits.ReadGamma(); classes > 0; classes--)
        {
            var count = bits.ReadGamma();
            if (count > vocabularySize - ranked)
            {
                throw BitReader.Fault(bits, $"{count} tokens follow {ranked}; expected at most {vocabularySize} in all.");
            }

            GapCode.Read(ref bits, _tokens.Span.Slice(ranked, count), vocabularySize);
            ranked += count;
        }

        return ranked;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ranks.Dispose();
        _tokens.Dispose();
    }

    /// <summary>0 for a token that never comes, else bits of the count.</summary>
    private static int ClassOf(int count) => 32 - BitOperations.LeadingZeroCount((uint)count);
}
