using Bittensor.Engine.TopK;
using FsCheck.Xunit;

namespace Bittensor.Engine.Tests.TopK;

public class SoftmaxTests
{
    [Property(MaxTest = 100)]
    public void Compute_AnyLogits_MatchesDoublePrecision(int seed)
    {
        var random = new Random(seed);
        float[] logits = [.. Enumerable.Range(0, 1 + random.Next(5000)).Select(_ => (float)((random.NextDouble() - 0.5) * 60))];
        var probabilities = new float[logits.Length];
        Softmax.Compute(logits, probabilities);

        var largest = logits.Max();
        var total = logits.Sum(logit => Math.Exp((double)logit - largest));
        Assert.All(logits.Zip(probabilities), pair =>
        {
            var expected = Math.Exp((double)pair.First - largest) / total; // the difference is a float32 of up to 60: 4e-6
            Assert.Equal(expected, pair.Second, (6e-6 * expected) + 1e-37);
        });
        Assert.Equal(largest + Math.Log(total), LogSumExp.Of(logits).Value, 1e-5 * (1 + Math.Abs(largest)));
    }

    [Theory] // places in the vectors and after them
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(2050)]
    public void Compute_LogitIsNaN_NamesInvalidResponse(int place)
    {
        var logits = new float[2051];
        logits[place] = float.NaN;
        Assert.Equal(EngineFault.NotFinite, Assert.Throws<EngineException>(() => Softmax.Compute(logits, new float[2051])).Fault);
        Assert.Equal(EngineFault.NotFinite, Assert.Throws<EngineException>(() => LogSumExp.Of(logits)).Fault);
    }

    [Fact]
    public void Compute_ImpossibleTokens_HaveNoProbability()
    {
        var logits = Enumerable.Repeat(float.NegativeInfinity, 3000).ToArray();
        (logits[1500], logits[2999]) = (4, 4);
        var probabilities = new float[3000];
        Softmax.Compute(logits, probabilities);
        Assert.Equal((0.5f, 0.5f), (probabilities[1500], probabilities[2999]));
        Assert.Equal(1, probabilities.Sum());
        Assert.Throws<EngineException>(() => LogSumExp.Of(Enumerable.Repeat(float.NegativeInfinity, 100).ToArray()));
    }
}
