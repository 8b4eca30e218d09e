using Bittensor.Inference.TopK;

namespace Bittensor.Inference.Generation.Logits;

/// <summary>Keeps the smallest set of most likely tokens that together reach a probability.</summary>
/// <remarks>Holtzman et al. 2019, arXiv:1904.09751.</remarks>
/// <param name="topP">The probability; above 0, below 1.</param>
/// <param name="keep">Tokens that stay in any case; 1 or more.</param>
internal sealed class TopPWarper(double topP, int keep) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        using var candidates = SortedCandidates.Of(scores);
        if (candidates.Count == 0)
        {
            return; // everything is ruled out: a text that cannot go on
        }

        var normalizer = LogSumExp.Of(scores);
        var mass = 0d;
        for (var rank = 0; rank < candidates.Count; rank++)
        {
            if (mass >= topP && rank >= keep)
            {
                scores[candidates.Id(rank)] = float.NegativeInfinity;
            }

            mass += Math.Exp(candidates.Score(rank) - normalizer.Max) / normalizer.Sum;
        }
    }
}
