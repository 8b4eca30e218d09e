using Bittensor.Tokenization.Tests.TokenizerFiles;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>A million letters in one text, which a caller may send: every kind of model gets through them, and ends when told.</summary>
public class LongTextTests
{
    private const int Length = 1_000_000;

    /// <summary>One variant for each kind of model and for each way to get to a long word or many words.</summary>
    public static TheoryData<string> Variants =>
        ["bpe-pairs", "bpe-fusetrue-bytestrue", "bpe-suffix", "uni2-bytes", "uni-bytes-nosplit", "wpD", "wl", "pattern-001", "added-single"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Encode_MillionEqualLetters_GivesTokensOfAllOfThem(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", OracleData.Compose(name).ToJsonString());
        Check(TokenizerFolder.Load(folder.Path));
    }

    [Theory]
    [InlineData("bpe-plain")]
    [InlineData("unigram-plain")]
    [InlineData("char-plain")]
    [InlineData("word-plain")]
    public void Encode_MillionEqualLettersWithSentencePiece_GivesTokensOfAllOfThem(string name) =>
        Check(TokenizerFolder.Load(Path.Combine(OracleData.Models, name)));

    [Fact]
    public void Encode_MillionEqualLettersWithStandardTokens_GivesTokensOfAllOfThem() => Check(StandardTokenizer.Instance);

    [Fact]
    public void Remap_ManyUnknownWords_AlignsThemAllAndEndsWhenTold()
    {
        // Each letter is a word of BERT's that no token spells, so that its place in the text must be searched for.
        var translator = LogitTranslator.For(FolderData.Load("wordpiece"), StandardTokenizer.Instance);
        int[] ids = [.. StandardTokenizer.Instance.Encode(new string('漢', Length / 4))];
        var alignment = translator.Remap(ids);
        Assert.Equal(Length / 4, alignment.ServerSpans.Count);
        Assert.Equal(alignment.StandardSpans[^1].Right, alignment.ServerSpans[^1].Right);
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.Throws<OperationCanceledException>(() => translator.RemapUntil(ids, ended.Token));
    }

    /// <summary>However the first letters merge, so do those in the middle: from some length on, tokens grow with the text.</summary>
    private static void Check(ITextTokenizer tokenizer)
    {
        foreach (var letter in (string[])["a", " ", "漢", "the "])
        {
            var text = string.Concat(Enumerable.Repeat(letter, Length / letter.Length));
            var half = tokenizer.Encode(text[..(text.Length / 2)]).Count;
            var whole = tokenizer.Encode(text).Count;
            Assert.InRange(whole, half, (2 * half) + 2);
            using var ended = new CancellationTokenSource();
            ended.Cancel();
            if (whole > 0)
            {
                Assert.Throws<OperationCanceledException>(() => tokenizer.EncodeUntil(text, ended.Token));
            }
        }
    }
}
