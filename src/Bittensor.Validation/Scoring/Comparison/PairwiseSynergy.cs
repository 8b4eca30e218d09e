using System.Numerics.Tensors;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>What each two answers are worth together beyond the better of the two: Shapley values of coalitions of
/// two.</summary>
/// <remarks>
/// Reproduces <c>shapley_synergy</c> of Bittensor v3.5.0 for TextCausalLMNext and TextCausalLM alike: the loss of two averaged
/// distributions needs only the probabilities that both give to the targets. A pair costs an addition and a multiplication a
/// target and two logarithms, since ln a + ln b + … is taken as ln (a b …) for as many factors as a double holds.
/// </remarks>
public static class PairwiseSynergy
{
    /// <summary>Axons that are paired with one at a time: their probabilities stay in the cache.</summary>
    private const int TileSize = 512;

    /// <summary>Natural logarithm of the smallest product that is relied on, far above where doubles lose digits.</summary>
    private const double LogSmallestProduct = -690;

    /// <summary>Factors up to 2 whose product a double holds.</summary>
    private const int MostFactors = 1000;

    /// <summary>Each axon's half of all its pairs' gains, divided by the number of axons.</summary>
    /// <param name="answers">Probabilities of the targets.</param>
    /// <param name="law">Scaling law, with the power for synergy.</param>
    /// <returns>Synergies in units of the score, 0 or more; shape [axons].</returns>
    public static double[] Shares(TargetProbabilities answers, ScalingLaw law)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(law);
        var alone = new double[answers.Axons];
        law.ToScores([.. answers.MeanLosses], alone);
        var factors = FactorsPerLogarithm(answers.Smallest);
        var gains = new double[answers.Axons];
        var tile = new Tile(answers, law, alone, factors);
        for (var start = 0; start < answers.Axons; start += TileSize)
        {
            var end = Math.Min(start + TileSize, answers.Axons);
            for (var first = 0; first < end - 1; first++)
            {
                tile.AddGains(first, Math.Max(start, first + 1)..end, gains);
            }
        }

        TensorPrimitives.Divide(gains, 2d * Math.Max(1, answers.Axons), gains);
        return gains;
    }

    /// <summary>Sums of two probabilities are at least twice the smallest and at most 2.</summary>
    private static int FactorsPerLogarithm(double smallest)
    {
        var logSmallestFactor = Math.Log(2 * smallest);
        if (logSmallestFactor >= 0)
        {
            return MostFactors; // no product gets smaller
        }

        return (int)Math.Clamp(LogSmallestProduct / logSmallestFactor, 1, MostFactors);
    }

    /// <summary>Pairs of one axon with a range of others.</summary>
    private readonly struct Tile(TargetProbabilities answers, ScalingLaw law, double[] alone, int factors)
    {
        private readonly double[] _product = new double[TileSize];
        private readonly double[] _pairs = new double[TileSize];

        public void AddGains(int first, Range others, double[] gains)
        {
            var (start, count) = others.GetOffsetAndLength(answers.Axons);
            var pairs = _pairs.AsSpan(0, count);
            Losses(first, start, pairs);
            law.ToScores(pairs, pairs);

            // Expected is the lower loss, hence the higher score: what is above it is the pair's gain.
            var expected = _product.AsSpan(0, count);
            TensorPrimitives.Max(alone.AsSpan(start, count), alone[first], expected);
            TensorPrimitives.Subtract(pairs, expected, pairs);
            TensorPrimitives.Max(pairs, 0, pairs);
            gains[first] += TensorPrimitives.Sum<double>(pairs);
            var second = gains.AsSpan(start, count);
            TensorPrimitives.Add(second, pairs, second);
        }

        /// <summary>-mean ln((p + q) / 2) over the targets.</summary>
        private void Losses(int first, int start, Span<double> losses)
        {
            losses.Clear();
            var product = _product.AsSpan(0, losses.Length);
            for (var target = 0; target < answers.Targets;)
            {
                product.Fill(1);
                for (var last = Math.Min(target + factors, answers.Targets); target < last; target++)
                {
                    var column = answers.Of(target);
                    TensorPrimitives.AddMultiply(column.Slice(start, losses.Length), column[first], product, product);
                }

                TensorPrimitives.Log(product, product);
                TensorPrimitives.Add(losses, product, losses);
            }

            TensorPrimitives.Divide(losses, -(double)answers.Targets, losses);
            TensorPrimitives.Add(losses, Math.Log(2), losses);
        }
    }
}
