using System.Text.RegularExpressions;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Splitting;

namespace Bittensor.Tokenization.Tests.Splitting;

public class WordSplitterTests
{
    [Fact]
    public void Split_LettersBeyondSixteenBits_AreLetters()
    {
        // The pattern's "\p{L}+" holds for a mathematical letter, so that it stays with its neighbours.
        const string text = "a\U0001D4B3b \U0001F680c";
        const string cl100k =
            @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
        var words = new List<(int Offset, int Length)>();
        TextPattern.Parse(cl100k, PatternSyntax.FancyRegex).FindMatches(text, words, TestContext.Current.CancellationToken);
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
        var words = new WordSplitter([new(new Regex(","), (SplitBehavior)behavior)]).Split("a,b,c");
        Assert.Equal(expected.Split('|'), words.Select(word => "a,b,c".Substring(word.Offset, word.Length)));
    }

    [Fact]
    public void Find_PossessiveQuantifiers_MatchAsGreedyOnes()
    {
        Assert.Equal("aab", FirstMatch("a++b", "xaab"));
        Assert.Equal("+", FirstMatch(@"\++", "a+b"));
        Assert.Equal("ab", FirstMatch(@"\p{L}+", "1ab2"));
    }

    private static string FirstMatch(string pattern, string text)
    {
        var matches = new List<(int Offset, int Length)>();
        TextPattern.Parse(pattern, PatternSyntax.Oniguruma).FindMatches(text, matches, TestContext.Current.CancellationToken);
        return text.Substring(matches[0].Offset, matches[0].Length);
    }
}
