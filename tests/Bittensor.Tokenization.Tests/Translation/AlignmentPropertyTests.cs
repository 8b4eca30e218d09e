using FsCheck.Xunit;

namespace Bittensor.Tokenization.Tests.Translation;

public class AlignmentPropertyTests
{
    public static TheoryData<string> Names => [.. Servers.Names];

    [Property(MaxTest = 1000)]
    public void Remap_AnyTokens_SpansOfBothSidesGoForward(int seed, byte which)
    {
        var alignment = Remap(seed, which);
        Assert.Equal(alignment.ServerIds.Length, alignment.ServerSpans.Count);
        Assert.Equal(alignment.StandardIds.Length, alignment.StandardSpans.Count);
        foreach (var spans in new[] { alignment.ServerSpans, alignment.StandardSpans })
        {
            Assert.All(spans, span => Assert.True(span.Left <= span.Right, $"{span}"));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Right <= pair.Second.Right, $"{pair}"));
        }
    }

    [Property(MaxTest = 1000)]
    public void Remap_AnyTokens_SegmentsCoverBothSidesInOrderAndNeverManyToMany(int seed, byte which)
    {
        var alignment = Remap(seed, which);
        if (alignment.ServerIds.Length > 0) // else the server knows nothing of it
        {
            SegmentAssert.CoverBothSides(alignment.Segments, alignment.Rows.Length, alignment.StandardIds.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Translate_AnyTokens_NeverExceedsMassOneAndSaysSomethingOfEveryTokenAfterTheFirstSegment(string name)
    {
        var translator = LogitTranslator.For(Servers.Get(name), StandardTokenizer.Instance);
        for (var seed = 0; seed < 3; seed++)
        {
            var alignment = translator.Remap(AnyTokens.Of(seed));
            var rows = new RandomRows(seed);
            for (var segment = 0; segment < alignment.Segments.Count; segment++)
            {
                translator.Translate(alignment, segment, rows);
            }

            Assert.Equal(Enumerable.Range(0, alignment.StandardIds.Length).Skip(alignment.Segments[0].Standard), rows.Masses.Keys.Order());
            Assert.All(rows.Masses.Values, mass => Assert.InRange(mass, 0, 1 + 1e-6));
        }
    }

    private static TokenAlignment Remap(int seed, byte which) =>
        LogitTranslator.For(Servers.Get(Servers.Names[which % Servers.Names.Length]), StandardTokenizer.Instance).Remap(AnyTokens.Of(seed));
}
