using Bittensor.Validation.Weights;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class WeightPolicyTests
{
    private static readonly WeightOptions NoLimits = new() { ExcludeQuantile = 0, MinimumNumber = 0, MaximumWeight = 1 };

    [Fact]
    public void FromScores_NotPositive_GetsNothing() => Assert.Equal(
        [new(1, 0.25, 21845), new(3, 0.75, 65535)], WeightPolicy.FromScores([(3, 30), (0, 0), (1, 10), (2, -5)], NoLimits));

    [Fact]
    public void FromScores_NobodyScores_IsEmpty() => Assert.Empty(WeightPolicy.FromScores([(1, 0)], NoLimits));

    [Fact] // quantile 0.5 of 1 2 3 4 is 2.5
    public void FromScores_Quantile_DropsLowest() => Assert.Equal(
        [2, 3], WeightPolicy.FromScores([(0, 1), (1, 2), (2, 3), (3, 4)], new() { ExcludeQuantile = 0.5, MinimumNumber = 1 }).Select(axon => axon.Uid));

    [Fact]
    public void FromScores_QuantileBelowMinimum_KeepsMinimum() => Assert.Equal(
        [1, 2, 3], WeightPolicy.FromScores([(0, 1), (1, 2), (2, 3), (3, 4)], new() { ExcludeQuantile = 0.9, MinimumNumber = 3 }).Select(axon => axon.Uid));

    [Fact]
    public void FromScores_TiesAtThreshold_AreKept() => Assert.Equal(
        3, WeightPolicy.FromScores([(0, 2), (1, 2), (2, 3)], new() { ExcludeQuantile = 0.3, MinimumNumber = 0 }).Count);

    [Fact] // 97 of 100 is cut to one half: the rest keeps its proportions
    public void Normalize_OneDominates_IsCutToMaximum()
    {
        var weights = WeightPolicy.Normalize([1, 1, 1, 97], 0.5);

        Assert.Equal(0.5, weights[3], 1e-5);
        Assert.All(weights[..3], weight => Assert.Equal(1d / 6, weight, 1e-5));
    }

    [Theory]
    [InlineData(0.25)] // four times a quarter is 1: nothing else is possible
    [InlineData(0.1)]
    public void Normalize_MaximumTooSmall_IsUniform(double maximum) =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], WeightPolicy.Normalize([1, 2, 3, 4], maximum));

    [Fact]
    public void ToUInt16_Weights_LargestIsFull() => Assert.Equal([0, 32768, 65535], WeightPolicy.ToUInt16([0, 0.1, 0.2]).Select(value => (int)value));

    [Property]
    public bool Normalize_AnyScores_SumToOneBelowMaximum(uint[] scores, byte limit)
    {
        var maximum = Math.Max(limit / 255d, 0.01);
        var weights = WeightPolicy.Normalize(Array.ConvertAll(scores, score => (double)score), maximum);
        return scores.Length == 0
            || (Math.Abs(weights.Sum() - 1) < 1e-9 && (IsUniform(weights) || weights.Max() <= maximum));
    }

    [Property]
    public bool FromScores_HigherScore_NeverWeighsLess(ushort[] scores)
    {
        var weights = WeightPolicy.FromScores(scores.Select((score, uid) => (uid, (double)score)), new()).ToDictionary(axon => axon.Uid, axon => axon.Weight);
        return scores.Index().All(a => scores.Index().All(b => a.Item < b.Item || weights.GetValueOrDefault(a.Index) >= weights.GetValueOrDefault(b.Index)));
    }

    private static bool IsUniform(double[] weights) => weights.All(weight => weight == weights[0]);
}
