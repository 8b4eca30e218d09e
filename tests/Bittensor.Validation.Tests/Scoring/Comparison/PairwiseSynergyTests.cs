using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class PairwiseSynergyTests
{
    private static readonly ScalingLaw Law = new();

    /// <summary>Pair by pair and target by target, as the formula is written.</summary>
    internal static double[] Naive(double[][] losses, ScalingLaw law)
    {
        var shares = new double[losses.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            for (var j = i + 1; j < losses.Length; j++)
            {
                var measured = losses[i].Zip(losses[j], (a, b) => -Math.Log(((Math.Exp(-a) + Math.Exp(-b)) / 2) + 1e-40)).Average();
                var gain = law.ToScore(measured) - law.ToScore(Math.Min(losses[i].Average(), losses[j].Average()));
                shares[i] += Math.Max(0, gain) / 2 / losses.Length;
                shares[j] += Math.Max(0, gain) / 2 / losses.Length;
            }
        }

        return shares;
    }

    [Fact] // computed apart from this code: pairs lose 2.56622 and 2.87989 where the better one alone loses 3, whose score is 6812.17
    public void Shares_ThreeAxonsThatKnowDifferentTasks_MatchFormula()
    {
        var shares = PairwiseSynergy.Shares(new([[2, 4], [4, 2], [3, 3]]), Law);

        Assert.Equal([2387.0715229, 2387.0715229, 700.3577597], shares.Select(share => Math.Round(share, 7)));
    }

    [Theory] // more axons than a tile, more targets than factors; some as improbable as can be, or certain
    [InlineData(1300, 3)]
    [InlineData(40, 200)]
    [InlineData(2, 1)]
    [InlineData(1, 5)]
    public void Shares_ManyAxons_AgreeWithFormulaTo1E9(int axons, int targets)
    {
        var random = new Random(axons);
        double Loss() => random.Next(20) switch { 0 => 92.1034, 1 => 0, _ => random.NextDouble() * 12 };
        double[][] losses = [.. Enumerable.Range(0, axons).Select(_ => Enumerable.Range(0, targets).Select(_ => Loss()).ToArray())];
        var law = new ScalingLaw(LossFloor: 0.3, Power: 0.6);

        var shares = PairwiseSynergy.Shares(new(losses), law);

        Assert.All(Naive(losses, law).Zip(shares), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, pair.First)));
    }

    [Fact]
    public void Shares_NobodyOrOne_AreNothing()
    {
        Assert.Empty(PairwiseSynergy.Shares(new([]), Law));
        Assert.Equal([0], PairwiseSynergy.Shares(new([[3, 4]]), Law));
    }

    [Property] // a pair of the same answers is as good as one of them
    public bool Shares_IdenticalAxons_AreNothing(ushort[] drawn, byte copies)
    {
        double[][] losses = [.. Enumerable.Repeat(ToLosses(drawn), 1 + (copies % 20))];
        return PairwiseSynergy.Shares(new(losses), Law).All(share => share < 1e-6);
    }

    [Property]
    public bool Shares_OtherOrder_MoveWithTheirAxons(ushort[] first, ushort[] second, ushort[] third)
    {
        var losses = SameLength(first, second, third);
        var forward = PairwiseSynergy.Shares(new(losses), Law);
        var backward = PairwiseSynergy.Shares(new([.. losses.Reverse()]), Law);
        return forward.Zip(backward.Reverse()).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, pair.First));
    }

    [Property]
    public bool Shares_OfAPair_AreEqualAndNotNegative(ushort[] first, ushort[] second)
    {
        var shares = PairwiseSynergy.Shares(new(SameLength(first, second)), Law);
        return shares[0] == shares[1] && shares[0] >= 0;
    }

    [Property] // two averaged distributions never lose more than ln 2 beyond the better one, and never less than the law's best
    public bool Shares_AnyAxons_StayBelowHalfTheBestScore(ushort[] first, ushort[] second, ushort[] third) =>
        PairwiseSynergy.Shares(new(SameLength(first, second, third)), Law).All(share => share <= Law.ToScore(0) / 2);

    private static double[] ToLosses(ushort[] drawn) => [1, .. drawn.Select(value => value / 4000d)];

    private static double[][] SameLength(params ushort[][] drawn)
    {
        var length = drawn.Min(axon => axon.Length);
        return [.. drawn.Select(axon => ToLosses(axon[..length]))];
    }
}
