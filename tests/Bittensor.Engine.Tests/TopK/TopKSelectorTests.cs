using Bittensor.Engine.TopK;
using FsCheck.Xunit;

namespace Bittensor.Engine.Tests.TopK;

public class TopKSelectorTests
{
    [Theory]
    [InlineData(50257, 512, 1)]
    [InlineData(50257, 4096, 2)]
    [InlineData(50257, 50257, 3)]
    [InlineData(4096, 4096, 4)]
    [InlineData(4099, 7, 5)]
    [InlineData(1, 1, 6)]
    [InlineData(17, 3, 7)]
    public void Select_RandomLogits_MatchesFullSortInDoublePrecision(int vocabulary, int k, int seed)
    {
        var random = new Random(seed);
        var logits = Enumerable.Range(0, vocabulary).Select(_ => (float)(Gaussian(random) * 3)).ToArray();
        AssertMatches(logits, k);
    }

    [Property(MaxTest = 200)]
    public void Select_AnyRowWithTies_MatchesFullSort(int seed, byte levels)
    {
        var random = new Random(seed);
        var logits = Enumerable.Range(0, 1 + random.Next(3000)).Select(_ => (float)(random.Next(1 + levels) - 5)).ToArray();
        AssertMatches(logits, 1 + random.Next(logits.Length));
    }

    [Fact]
    public void Select_AllEqual_ListsLowestIdsFirst()
    {
        var ids = new int[5];
        var mass = TopKSelector.Select(new float[50257], 5, ids, new float[5]);
        Assert.Equal([0, 1, 2, 3, 4], ids);
        Assert.Equal(5 / 50257d, mass, 9);
    }

    [Fact]
    public void Select_LargestValuesHideFromTheSample_AreFound()
    {
        var logits = new float[50257];
        int[] peaks = [1, 17, 50255, 33, 12345];
        foreach (var peak in peaks)
        {
            logits[peak] = 10;
        }

        var ids = new int[5];
        TopKSelector.Select(logits, 5, ids, new float[5]);
        Assert.Equal(peaks.Order(), ids);
    }

    [Fact]
    public void Select_ImpossibleTokens_HaveNoProbability()
    {
        float[] logits = [0, float.NegativeInfinity, 0, float.NegativeInfinity];
        var (ids, probabilities) = (new int[4], new float[4]);
        Assert.Equal(1, TopKSelector.Select(logits, 4, ids, probabilities), 6);
        Assert.Equal([0, 2, 1, 3], ids);
        Assert.All(probabilities[..2], probability => Assert.Equal(0.5f, probability, 1e-6f));
        Assert.Equal([0, 0], probabilities[2..]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Select_LogitIsNoNumber_NamesInvalidResponse(float bad)
    {
        var logits = new float[1000];
        logits[777] = bad;
        var exception = Assert.Throws<EngineException>(() => TopKSelector.Select(logits, 3, new int[3], new float[3]));
        Assert.Equal(EngineFault.NotFinite, exception.Fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Select_KOutsideRow_Throws(int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TopKSelector.Select(new float[10], k, new int[20], new float[20]));

    [Fact]
    public void Select_HugeSpread_DoesNotOverflow()
    {
        float[] logits = [-3e38f, 3e38f, 0];
        var (ids, probabilities) = (new int[3], new float[3]);
        TopKSelector.Select(logits, 3, ids, probabilities);
        Assert.Equal([1, 2, 0], ids);
        Assert.Equal([1, 0, 0], probabilities);
    }

    [Fact]
    public void SelectProbable_RowLacksMass_SharesItEvenly()
    {
        var row = new float[1000];
        (row[3], row[700]) = (0.25f, 0.5f);
        var (ids, probabilities) = (new int[4], new float[4]);
        TopKSelector.SelectProbable(row, 4, ids, probabilities);
        Assert.Equal([700, 3, 0, 1], ids);
        float[] expected = [0.50025f, 0.25025f, 0.00025f, 0.00025f];
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Property(MaxTest = 100)] // a few high ones above many that differ by orders of magnitude
    public void SelectLargest_Probabilities_MatchFullSort(int seed)
    {
        var random = new Random(seed);
        float[] row = [.. Enumerable.Range(0, 20000).Select(_ => random.Next(9) == 0 ? 0 : (float)Math.Pow(10, -30 * random.NextDouble()))];
        var k = 1 + random.Next(5000);
        var (ids, largest) = (new int[k], new float[k]);
        TopKSelector.SelectLargest(row, k, ids, largest);
        var order = Enumerable.Range(0, row.Length).OrderByDescending(i => row[i]).ThenBy(i => i).Take(k).ToArray();
        Assert.Equal(order, ids);
        Assert.Equal(order.Select(i => row[i]), largest);
    }

    [Fact] // what a request leaves behind is its answer
    public void Select_OnceWarm_AllocatesNothing()
    {
        var (logits, ids, probabilities) = (new float[50257], new int[512], new float[512]);
        TopKSelector.Select(logits, 512, ids, probabilities);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TopKSelector.Select(logits, 512, ids, probabilities);
        TopKSelector.SelectProbable(logits, 512, ids, probabilities);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertMatches(float[] logits, int k)
    {
        var (ids, probabilities) = (new int[k], new float[k]);
        var mass = TopKSelector.Select(logits, k, ids, probabilities);

        var order = Enumerable.Range(0, logits.Length).OrderByDescending(i => logits[i]).ThenBy(i => i).Take(k).ToArray();
        var total = logits.Sum(logit => Math.Exp(logit));
        Assert.Equal(order, ids);
        for (var i = 0; i < k; i++)
        {
            Assert.Equal(Math.Exp(logits[order[i]]) / total, probabilities[i], 1e-6);
        }

        Assert.Equal(order.Sum(i => Math.Exp(logits[i])) / total, mass, 1e-5);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
