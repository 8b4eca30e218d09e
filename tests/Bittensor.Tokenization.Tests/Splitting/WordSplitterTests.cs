using Bittensor.Tokenization.Splitting;

namespace Bittensor.Tokenization.Tests.Splitting;

public class WordSplitterTests
{
    [Fact]
    public void Split_LettersBeyondSixteenBits_AreLetters()
    {
        // The pattern's "\p{L}+" holds for a mathematical letter, so that it stays with its neighbours.
        const string text = "a\U0001D4B3b \U0001F680c";
        var words = new WordSplitter([new(KnownPatterns.Cl100k())]).Split(text);
        Assert.Equal(["a\U0001D4B3b", " \U0001F680", "c"], words.Select(word => text.Substring(word.Offset, word.Length)));
    }

    [Theory]
    [InlineData(SplitBehavior.Isolated, "a|,|b|,|c")]
    [InlineData(SplitBehavior.Removed, "a|b|c")]
    [InlineData(SplitBehavior.MergedWithPrevious, "a,|b,|c")]
    [InlineData(SplitBehavior.MergedWithNext, "a|,b|,c")]
    [InlineData(SplitBehavior.KeptAlone, ",|,")]
    public void Split_EveryBehavior_CutsAsNamed(object behavior, string expected)
    {
        var words = new WordSplitter([new(KnownPatterns.Find(","), (SplitBehavior)behavior)]).Split("a,b,c");
        Assert.Equal(expected.Split('|'), words.Select(word => "a,b,c".Substring(word.Offset, word.Length)));
    }

    [Fact]
    public void Find_PossessiveQuantifiers_MatchAsGreedyOnes()
    {
        Assert.Equal("aab", KnownPatterns.Find("a++b").Match("xaab").Value);
        Assert.Equal("+", KnownPatterns.Find(@"\++").Match("a+b").Value);
        Assert.Equal("ab", KnownPatterns.Find(@"\p{L}+").Match("1ab2").Value);
    }
}
