using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Tests.TokenizerFiles;
using FsCheck.Xunit;

namespace Bittensor.Tokenization.Tests.Translation;

public class LogitTranslatorTests
{
    private static readonly string[] SmallServers =
    [
        "qwen-like", "llama3-like", "prefix-space", "gpt2-like", "sentencepiece-bpe", "sentencepiece-unigram", "llama2-like",
        "metaspace-first", "unigram", "wordpiece",
    ];

    [Property(MaxTest = 60)]
    public void Translate_AnyTextAndDistributions_NeverExceedsMassOne(string? text, int seed, byte which)
    {
        var translator = LogitTranslator.For(FolderServers.Get(SmallServers[which % SmallServers.Length]), VectorTokenizers.Get("gpt2:512"));
        var alignment = translator.Remap([.. translator.Standard.Encode("The méthode 漢字 returns " + text)]);
        var result = translator.TranslateAll(alignment, RandomRows(alignment.ServerIds.Length, translator.Server.VocabularySize, seed));
        foreach (var row in result.Chunk(translator.Standard.VocabularySize))
        {
            Assert.InRange(row.Sum(value => (double)value), 0, 1 + 1e-6);
            Assert.All(row, value => Assert.InRange(value, 0, 1 + 1e-6f));
        }
    }

    [Property(MaxTest = 30)]
    public void Translate_SameVocabularyTwice_ChangesNothing(string? text, int seed)
    {
        // Two instances: equality is a matter of tokens, not of objects.
        var translator = LogitTranslator.For(FolderServers.Get("qwen-like"), FolderData.Load("qwen-like"));
        int[] ids = [.. translator.Standard.Encode(text ?? "")];
        var alignment = translator.Remap(ids);
        var rows = RandomRows(ids.Length, translator.Server.VocabularySize, seed);
        var result = translator.TranslateAll(alignment, rows);
        Assert.True(translator.IsIdentity);
        Assert.Equal(ids, alignment.ServerIds);
        Assert.Equal(rows, result);
    }

    [Theory]
    [InlineData("sentencepiece-bpe")]
    [InlineData("wordpiece")]
    [InlineData("unigram")]
    [InlineData("llama3-like")]
    public void Translate_ServerCertainOfText_MakesTextMoreLikelyThanUniform(string server)
    {
        // The server is certain of each next token of a text it can spell; the translation must agree with most of the text. (A
        // word
        // of many server tokens gets little: each counts only as far as no other word begins like it.)
        var translator = LogitTranslator.For(FolderServers.Get(server), StandardTokenizer.Instance);
        int[] ids = [.. translator.Standard.Encode("the method returns the value of the specified element")];
        var alignment = translator.Remap(ids);
        var width = translator.Server.VocabularySize;
        var rows = new float[alignment.ServerIds.Length * width];
        for (var row = 0; row + 1 < alignment.ServerIds.Length; row++)
        {
            rows[(row * width) + alignment.ServerIds[row + 1]] = 1;
        }

        var result = translator.TranslateAll(alignment, rows);
        var likely = Enumerable.Range(0, ids.Length - 1)
            .Count(row => result[(row * translator.Standard.VocabularySize) + ids[row + 1]] > 2f / translator.Standard.VocabularySize);
        Assert.True(likely >= (ids.Length - 1) * 3 / 4, $"{likely} of {ids.Length - 1} tokens are likely");
    }

    [Fact]
    public void Translate_RowsWiderOrNarrowerThanVocabulary_IgnoresOrLacksTheRest()
    {
        var translator = LogitTranslator.For(FolderServers.Get("llama3-like"), VectorTokenizers.Get("gpt2:512"));
        var alignment = translator.Remap([.. translator.Standard.Encode("the method returns 12345 values")]);
        var (rows, width) = (alignment.ServerIds.Length, translator.Server.VocabularySize);
        var full = RandomRows(rows, width, 7);
        var expected = translator.TranslateAll(alignment, full);

        var wide = full.Chunk(width).SelectMany(row => row.Concat([9f, 9f])).ToArray();
        Assert.Equal(expected, translator.TranslateAll(alignment, wide));

        var cut = full.Chunk(width).SelectMany(row => row[..300]).ToArray();
        var zeroed = full.Chunk(width).SelectMany(row => row[..300].Concat(new float[width - 300])).ToArray();
        Assert.Equal(translator.TranslateAll(alignment, zeroed), translator.TranslateAll(alignment, cut));
    }

    [Fact] // what a request leaves behind is its answer
    public void Translate_OnceWarm_AllocatesNothing()
    {
        var translator = LogitTranslator.For(Servers.Get("cl100k"), StandardTokenizer.Instance);
        var alignment = translator.Remap([.. translator.Standard.Encode("Überraschend, the method returns 1234567 values")]);
        Assert.NotEmpty(alignment.Splits);
        TranslateAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        TranslateAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void TranslateAll()
        {
            for (var segment = 0; segment < alignment.Segments.Count; segment++)
            {
                translator.Translate(alignment, segment, default(UniformRows));
            }
        }
    }

    [Fact]
    public void Translate_NoTokens_WritesNothing()
    {
        var translator = LogitTranslator.For(FolderServers.Get("llama3-like"), VectorTokenizers.Get("gpt2:512"));
        var alignment = translator.Remap([]);
        Assert.Empty(alignment.ServerIds);
        Assert.Empty(translator.TranslateAll(alignment, []));
    }

    [Fact]
    public void ServerTokenOfStandard_DifferentTokenizers_HoldsLastCharacter()
    {
        // "abcde": the server has [abc][de], the standard [a][bc][d][e].
        var alignment = new TokenAlignment([1, 2], [new(0, 3), new(3, 5)], [1, 2, 3, 4], [new(0, 1), new(1, 3), new(3, 4), new(4, 5)]);
        Assert.Equal([0, 0, 1, 1], alignment.ServerTokenOfStandard());
    }

    [Fact]
    public void Translate_RowsAreMissing_SaysNothingThatDependsOnThem()
    {
        var translator = LogitTranslator.For(FolderServers.Get("llama3-like"), VectorTokenizers.Get("gpt2:512"));
        var alignment = translator.Remap([.. translator.Standard.Encode("the method returns 12345 values")]);
        var all = new WrittenRows(0);
        var cut = new WrittenRows(3);
        for (var segment = 0; segment < alignment.Segments.Count; segment++)
        {
            translator.Translate(alignment, segment, all);
            translator.Translate(alignment, segment, cut);
        }

        // Every row from the first segment's end on, each once. Without the first three rows, the fourth server token (index 3) is the
        // last one that nothing predicts.
        Assert.Equal(Enumerable.Range(alignment.Segments[0].Standard, alignment.StandardIds.Length - alignment.Segments[0].Standard), all.Written.Order());
        var edge = alignment.ServerSpans[3].Right;
        Assert.Equal(
            all.Written.Order().Where(row => row + 1 == alignment.StandardIds.Length || alignment.StandardSpans[row + 1].Left >= edge),
            cut.Written.Order());
    }

    [Fact]
    public void Remap_SpecialTokens_ArePairedByRole()
    {
        var translator = LogitTranslator.For(FolderServers.Get("llama2-like"), StandardTokenizer.Instance);
        var eos = translator.Server.Special.Eos;
        var alignment = translator.Remap([50256, .. translator.Standard.Encode("the value"), 50256, 50256]);
        Assert.Equal(eos, alignment.ServerIds[0]);
        Assert.Equal([eos, eos], alignment.ServerIds[^2..].Select(id => (int?)id));
        Assert.Equal(translator.Server.Encode("the value"), alignment.ServerIds[1..^2]);

        // "<|endoftext|>" is longer than "</s>": both sides count its 13 characters.
        Assert.Equal(new(0, 13), alignment.ServerSpans[0]);
        Assert.Equal(alignment.StandardSpans[^1], alignment.ServerSpans[^1]);
    }

    [Fact]
    public void Remap_SpecialTokenThatTheServerHasNothingLike_IsLeftOut()
    {
        var server = new WithoutSpecialTokens(FolderServers.Get("llama3-like"));
        var translator = LogitTranslator.For(server, StandardTokenizer.Instance);
        int[] ids = [50256, .. translator.Standard.Encode("the"), 50256, .. translator.Standard.Encode(" value")];
        var alignment = translator.Remap(ids);
        Assert.Equal([.. server.Encode("the"), .. server.Encode(" value")], alignment.ServerIds);
        Assert.Equal([new(0, 0), new(0, 3), new(3, 3), new(3, 9)], alignment.StandardSpans);
        SegmentAssert.CoverBothSides(alignment.Segments, alignment.Rows.Length, ids.Length);
        Assert.Empty(translator.Remap([50256]).ServerIds);
    }

    private static float[] RandomRows(int rows, int width, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * width];
        for (var row = 0; row < rows; row++)
        {
            var logits = Enumerable.Range(0, width).Select(_ => (float)(random.NextDouble() * 20)).ToArray();
            VectorLogits.Softmax(logits, values.AsSpan(row * width, width));
        }

        return values;
    }
}
