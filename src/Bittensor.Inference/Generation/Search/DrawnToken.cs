using Bittensor.Inference.TopK;

namespace Bittensor.Inference.Generation.Search;

/// <summary>Sampling: a token drawn by the softmax of the scores.</summary>
/// <param name="random">One number a token.</param>
internal sealed class DrawnToken(SeededRandom random) : ITokenPicker
{
    public int Pick(ReadOnlySpan<float> scores)
    {
        var normalizer = LogSumExp.Of(scores);
        var left = random.NextDouble() * normalizer.Sum;
        var picked = -1;
        for (var token = 0; token < scores.Length && left >= 0; token++)
        {
            if (scores[token] != float.NegativeInfinity)
            {
                left -= Math.Exp(scores[token] - normalizer.Max);
                picked = token; // the last possible one, should rounding leave something over
            }
        }

        return picked;
    }
}
