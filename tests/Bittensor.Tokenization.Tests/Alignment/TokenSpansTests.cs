using Bittensor.Tokenization.Alignment;
using Bittensor.Tokenization.Tests.Translation;

namespace Bittensor.Tokenization.Tests.Alignment;

public class TokenSpansTests
{
    [Fact]
    public void OfOwnText_PartsOfCharacters_CoverTheCharacterTheyBelongTo()
    {
        // "Ü" is two GPT-2 tokens; a lone part of an emoji counts as the U+FFFD it decodes to.
        var tokenizer = StandardTokenizer.Instance;
        int[] ids = [127, 250, 8582, 464];
        Assert.Equal("Ü\uFFFDThe", tokenizer.Decode(ids));
        Assert.Equal([new(0, 1), new(0, 1), new(1, 2), new(2, 5)], TokenSpans.OfOwnText(tokenizer, ids));
    }

    [Fact]
    public void OfText_SpacePutBeforeText_BeginsBeforeIt()
    {
        var tokenizer = FolderServers.Get("llama2-like");
        int[] ids = [.. tokenizer.Encode("the the")];
        var spans = TokenSpans.OfText(tokenizer, "the the", ids);
        Assert.Equal(" the", string.Concat(ids.TakeWhile((_, i) => spans[i].Right <= 3).Select(tokenizer.TokenText)));
        Assert.Equal((-1, 7), (spans[0].Left, spans[^1].Right));
    }

    [Theory] // right edges, which are what alignment needs, found by hand
    [InlineData("The VALUE, of", "the|value|,|of", "3,9,10,13")]
    [InlineData("Café 漢 of", "cafe|[UNK]|of", "4,6,9")]
    public void OfText_TextChangedBeforeSplitting_FindsWordEdges(string text, string words, string edges)
    {
        var tokenizer = FolderServers.Get("wordpiece");
        int[] ids = [.. tokenizer.Encode(text)];
        var spans = TokenSpans.OfText(tokenizer, text, ids);
        var expected = edges.Split(',').Select(int.Parse).ToArray();
        var ends = ids.Select((_, i) => i).Where(i => i + 1 == ids.Length || IsWordStart(tokenizer, ids[i + 1])).ToArray();
        Assert.Equal(words.Split('|').Length, ends.Length);
        Assert.Equal(expected, ends.Select(i => spans[i].Right));
    }

    private static bool IsWordStart(ITextTokenizer tokenizer, int id) =>
        tokenizer.TokenText(id).StartsWith(' ') || id == tokenizer.Special.Unk;
}
