namespace Bittensor.Experiments.Tests.Reports;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Wrap_RaggedParagraphs_HaveLinesOfOneLengthAndTheSameWords()
    {
        var words = string.Join(' ', Enumerable.Range(1, 100).Select(number => $"word{number}"));

        var lines = MarkdownText.Wrap($"{words}\na\nb").TrimEnd().Split('\n');

        Assert.Equal($"{words} a b", string.Join(' ', lines));
        Assert.All(lines, line => Assert.True(line.Length <= 130));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True($"{pair.First} {pair.Second.Split(' ')[0]}".Length > 130));
    }

    [Fact]
    public void Wrap_ListItems_StayItemsAndAreIndented()
    {
        var item = $"- {string.Join(' ', Enumerable.Repeat("word", 40))}";

        var lines = MarkdownText.Wrap($"{item}\n{item}").TrimEnd().Split('\n');

        Assert.Equal(["- ", "  ", "- ", "  "], lines.Select(line => line[..2]));
    }

    [Theory]
    [InlineData("# Title\n\nA\nB\n", "# Title\n\nA B\n\n")]
    [InlineData("| a | b |\n| - | - |\n", "| a | b |\n| - | - |\n\n")]
    [InlineData("A\n![plot](plot.svg)", "A\n![plot](plot.svg)\n")]
    public void Wrap_HeadingsTablesPictures_StayLinesOfTheirOwn(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Wrap(text));
}
