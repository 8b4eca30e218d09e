using System.Numerics.Tensors;
using Bittensor.Engine.TopK;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Picks the next token of a row.</summary>
internal interface ITokenPicker
{
    /// <summary>Picks one token.</summary>
    /// <param name="scores">Scores [V]; at least one is above negative infinity.</param>
    int Pick(ReadOnlySpan<float> scores);
}

/// <summary>Greedy search: the token with the largest score, the smallest id of equals.</summary>
internal sealed class LikeliestToken : ITokenPicker
{
    public int Pick(ReadOnlySpan<float> scores) => TensorPrimitives.IndexOfMax(scores);
}

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
