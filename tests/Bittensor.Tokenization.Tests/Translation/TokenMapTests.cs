using Bittensor.Tokenization.Translation;
using FsCheck.Xunit;

namespace Bittensor.Tokenization.Tests.Translation;

public class TokenMapTests
{
    [Property(MaxTest = 200)] // some targets collect most sources, as real vocabularies' do
    public void Apply_AnyPairs_SumsWhatEachTargetGets(int seed)
    {
        var random = new Random(seed);
        var (sourceSize, targetSize) = (1 + random.Next(300), 1 + random.Next(100));
        var pairs = new TokenPairs();
        foreach (var source in Enumerable.Range(0, sourceSize).Where(_ => random.Next(4) > 0))
        {
            pairs.Add(source, random.Next(3) == 0 ? 0 : random.Next(targetSize));
        }

        float[] from = [.. Enumerable.Range(0, sourceSize).Select(_ => random.NextSingle()), 0];
        var expected = new double[targetSize];
        foreach (var (source, target) in pairs.Sources.Zip(pairs.Targets))
        {
            expected[target] += from[source];
        }

        foreach (var map in (ITokenMap[])[new DenseTokenMap(pairs, sourceSize, targetSize), new SparseTokenMap(pairs)])
        {
            float[] to = [.. Enumerable.Repeat(9f, targetSize)]; // what is there is overwritten
            map.Apply(from, to);
            Assert.All(expected.Zip(to), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * (1 + pair.First)));
        }
    }

    [Fact]
    public void Apply_RowWithoutTheZeroAfterIt_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseTokenMap(new TokenPairs(), 10, 20).Apply(new float[10], new float[20]));

    [Theory]
    [InlineData(99, 800, false)]
    [InlineData(100, 800, true)]
    public void Of_PartOfTheTargets_PicksTheMap(int count, int targets, bool isDense)
    {
        var pairs = new TokenPairs();
        Enumerable.Range(0, count).ToList().ForEach(token => pairs.Add(token, token));
        Assert.Equal(isDense, TokenMaps.Of(pairs, count, targets) is DenseTokenMap);
    }
}
