using Bittensor.Tokenization.Tests.TokenizerFiles;

namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>Tokens that a folder's rules put around a row: the model sees them, and positions of the answer stay where they were.</summary>
public class RowFrameTests
{
    private const string Template = """
        { "type": "TemplateProcessing", "single": [ { "SpecialToken": { "id": "<s>", "type_id": 0 } },
          { "Sequence": { "id": "A", "type_id": 0 } }, { "SpecialToken": { "id": "</s>", "type_id": 0 } } ], "pair": [],
          "special_tokens": { "<s>": { "id": "<s>", "ids": [1], "tokens": [] }, "</s>": { "id": "</s>", "ids": [2], "tokens": [] } } }
        """;

    [Fact]
    public void Remap_FolderWithTemplate_PutsTokensAroundRowAndKeepsAlignment()
    {
        using var folder = WithTemplate();
        var framed = LogitTranslator.For(TokenizerFolder.Load(folder.Path), StandardTokenizer.Instance);
        var bare = LogitTranslator.For(TokenizerFolder.Load(folder.Path, SpecialTokenRule.Never), StandardTokenizer.Instance);
        int[] ids = [.. framed.Standard.Encode("the method returns 12345 values")];
        var (with, without) = (framed.Remap(ids), bare.Remap(ids));

        Assert.Equal([1, .. without.ServerIds, 2], with.ServerIds);
        Assert.Equal(without.ServerSpans, with.ServerSpans);
        Assert.Equal(without.Segments, with.Segments);
        Assert.Equal(without.ServerTokenOfStandard().Select(position => position + 1), with.ServerTokenOfStandard());

        // The same distributions, moved by one row, give the same answer.
        var width = framed.Server.VocabularySize;
        var random = new Random(5);
        float[] rows = [.. Enumerable.Range(0, without.ServerIds.Length * width).Select(_ => random.NextSingle() / width)];
        var moved = new float[with.ServerIds.Length * width];
        rows.CopyTo(moved, width);
        Assert.Equal(bare.TranslateAll(without, rows), framed.TranslateAll(with, moved));
    }

    [Fact]
    public void Remap_RowThatBeginsSo_IsNotBegunTwice()
    {
        using var folder = WithTemplate();
        folder.Write("tokenizer_config.json", """{ "bos_token": "<s>", "eos_token": "</s>" }""");
        var translator = LogitTranslator.For(TokenizerFolder.Load(folder.Path), StandardTokenizer.Instance);
        var ids = translator.Remap([50256, .. translator.Standard.Encode("the")]).ServerIds;
        Assert.Equal(1, ids.Count(id => id == 1));
    }

    [Theory] // what the folder says, what is asked for, what is put before a row
    [InlineData("{}", SpecialTokenRule.Auto, new int[0])]
    [InlineData("""{ "bos_token": "<s>" }""", SpecialTokenRule.Always, new[] { 1 })]
    [InlineData("""{ "bos_token": "<s>", "add_bos_token": true }""", SpecialTokenRule.Auto, new[] { 1 })]
    [InlineData("""{ "bos_token": "<s>", "add_bos_token": true }""", SpecialTokenRule.Never, new int[0])]
    public void Load_RulesOfConfiguration_AreThoseOfTheFrame(string configuration, SpecialTokenRule rule, int[] expected)
    {
        using var folder = new TemporaryFolder("llama2-like");
        folder.Write("tokenizer_config.json", configuration);
        Assert.Equal(expected, TokenizerFolder.Load(folder.Path, rule).Frame.Before);
    }

    [Theory]
    [InlineData("LlamaTokenizer", new[] { 1 }, new int[0])]
    [InlineData("T5Tokenizer", new int[0], new[] { 2 })]
    [InlineData("", new int[0], new int[0])]
    public void Load_SentencePieceModel_FollowsHabitOfItsClass(string name, int[] before, int[] after)
    {
        using var folder = new TemporaryFolder("sentencepiece-bpe");
        folder.Write("tokenizer_config.json", $$"""{ "tokenizer_class": "{{name}}" }""");
        var frame = TokenizerFolder.Load(folder.Path).Frame;
        Assert.Equal(before, frame.Before);
        Assert.Equal(after, frame.After);
    }

    [Fact]
    public void DecodeAfter_SpaceAtJoint_IsKept()
    {
        // Decoded by themselves the tokens lose their first space, as a whole text does.
        ITextTokenizer tokenizer = FolderData.Load("llama2-like");
        int[] word = [.. tokenizer.Encode("the")];
        Assert.Equal("the", tokenizer.Decode(word));
        Assert.Equal(" the", tokenizer.DecodeAfter(word, word));
        Assert.Equal(" the", tokenizer.DecodeAfter([1, .. word], [.. word, 2]));
    }

    private static TemporaryFolder WithTemplate()
    {
        var folder = new TemporaryFolder("llama2-like");
        var path = Path.Combine(folder.Path, "tokenizer.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
        json["post_processor"] = System.Text.Json.Nodes.JsonNode.Parse(Template);
        File.WriteAllText(path, json.ToJsonString());
        return folder;
    }
}
