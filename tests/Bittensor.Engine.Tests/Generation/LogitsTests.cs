using Bittensor.Engine.Generation;
using Bittensor.Engine.Generation.Logits;
using FsCheck.Xunit;

namespace Bittensor.Engine.Tests.Generation;

public class LogitsTests
{
    private const float Out = float.NegativeInfinity;

    [Fact]
    public void RepetitionPenalty_TokensOfTheRow_LosePositiveAndNegativeScoresOnce()
    {
        float[] scores = [3, -3, 3, -3, 0];
        var processor = new RepetitionPenalty(1.5f, 5);
        processor.Process([0, 1, 0, 4], scores);
        Assert.Equal([2, -4.5f, 3, -3, 0], scores);
        processor.Process([2], scores); // nothing is left over from the row before
        Assert.Equal([2, -4.5f, 2, -3, 0], scores);
    }

    [Theory]
    [InlineData(1, new[] { 1, 3 }, new[] { 1, 3 })]
    [InlineData(2, new[] { 1, 2, 3, 1 }, new[] { 2 })]
    [InlineData(2, new[] { 1, 2, 1, 4, 1 }, new[] { 2, 4 })]
    [InlineData(3, new[] { 1, 2, 3, 1, 2 }, new[] { 3 })]
    [InlineData(3, new[] { 1, 2 }, new int[0])]
    [InlineData(2, new[] { 1 }, new int[0])]
    public void NoRepeatNgram_Row_RulesOutWhatWouldRepeat(int size, int[] tokens, int[] ruledOut)
    {
        var scores = new float[5];
        new NoRepeatNgram(size).Process(tokens, scores);
        Assert.Equal(ruledOut, Enumerable.Range(0, 5).Where(id => scores[id] == Out));
    }

    [Fact]
    public void TopKWarper_TiesWithTheLast_Stay()
    {
        float[] scores = [1, 5, 3, 3, 0];
        new TopKWarper(2).Process([], scores);
        Assert.Equal([Out, 5, 3, 3, Out], scores);
    }

    [Theory]
    [InlineData(0.45, 1, 1)]
    [InlineData(0.55, 1, 2)] // 0.5 does not reach it, 0.5 + 0.3 does
    [InlineData(0.81, 1, 3)]
    [InlineData(0.1, 2, 2)]
    public void TopPWarper_Probabilities_KeepsTheSmallestSetThatReachesIt(double topP, int keep, int kept)
    {
        float[] scores = [MathF.Log(0.05f), MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.15f)];
        new TopPWarper(topP, keep).Process([], scores);
        int[] order = [1, 2, 3, 0];
        Assert.Equal(order[..kept].Order(), Enumerable.Range(0, 4).Where(id => scores[id] != Out));
    }

    [Property]
    public void TopPWarper_AnyRow_IsMinimal(int seed)
    {
        var random = new Random(seed);
        var scores = Enumerable.Range(0, 2 + random.Next(50)).Select(_ => (float)(random.NextDouble() * 6)).ToArray();
        var topP = 0.05 + (random.NextDouble() * 0.9);
        var total = scores.Sum(score => Math.Exp(score));
        var warped = scores.ToArray();
        new TopPWarper(topP, 1).Process([], warped);
        var kept = Enumerable.Range(0, scores.Length).Where(id => warped[id] != Out).Select(id => Math.Exp(scores[id]) / total).ToArray();
        Assert.True(kept.Sum() >= topP - 1e-6);
        Assert.True(kept.Sum() - kept.Min() < topP + 1e-6);
    }

    [Fact]
    public void Pipeline_AllOptions_IsInTheOrderOfTheReference()
    {
        var options = new GenerationOptions { DoSample = true, Temperature = 2, TopK = 5, TopP = 0.5, RepetitionPenalty = 2, NoRepeatNgramSize = 2 };
        Type[] expected = [typeof(RepetitionPenalty), typeof(NoRepeatNgram), typeof(TemperatureWarper), typeof(TopKWarper), typeof(TopPWarper)];
        Assert.Equal(expected, LogitsPipeline.For(options, 10, 1).Select(processor => processor.GetType()));
        Assert.Equal(expected[..2], LogitsPipeline.For(options with { DoSample = false }, 10, 1).Select(processor => processor.GetType()));
    }

    [Fact]
    public void SeededRandom_StateFromSplitMix_MatchesPublishedGenerator()
    {
        // xoshiro256** seeded with SplitMix64(0): computed with big integers from the published algorithms.
        var random = new SeededRandom(0, 0);
        Assert.Equal(0x99EC5F36CB75F2B4 >> 11, (ulong)(random.NextDouble() * (1UL << 53)));
    }
}
