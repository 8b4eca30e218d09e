using System.Text.Json;

namespace Bittensor.Tokenization.Tests.TokenizerFiles;

/// <summary>Folders of every supported format, against what other programs answer; see Data/README.md.</summary>
public class TokenizerFolderTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(FolderData.Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encode_EveryFormat_GivesIdsOfOtherPrograms(string folder)
    {
        var tokenizer = FolderData.Load(folder);
        foreach (var (text, ids, _) in FolderData.Expected(folder))
        {
            Assert.Equal(ids, tokenizer.Encode(text));
        }
    }

    [Theory]
    [InlineData("gpt2-like")]
    [InlineData("llama2-like")]
    [InlineData("llama3-like")]
    [InlineData("qwen-like")]
    public void Decode_LosslessFormats_GivesTextOfOtherPrograms(string folder)
    {
        var tokenizer = FolderData.Load(folder);
        foreach (var (_, ids, decoded) in FolderData.Expected(folder))
        {
            Assert.Equal(decoded, tokenizer.Decode(ids));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void TokenText_EveryId_IsPartOfVocabulary(string folder)
    {
        var tokenizer = FolderData.Load(folder);
        Assert.All(Enumerable.Range(0, tokenizer.VocabularySize), id => Assert.NotNull(tokenizer.TokenText(id)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.TokenText(tokenizer.VocabularySize));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([-1]));
    }

    [Fact]
    public void Load_RolesInConfiguration_GivesTheirIds()
    {
        var tokenizer = FolderData.Load("qwen-like");
        var imEnd = tokenizer.Encode("<|im_end|>");
        Assert.Equal(tokenizer.Special.Eos, Assert.Single(imEnd));
        Assert.Equal(tokenizer.Special.Pad, Assert.Single(tokenizer.Encode("<|endoftext|>")));
        Assert.Equal(["<|endoftext|>", "<|im_end|>", "<|im_start|>"], tokenizer.Special.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_OnlyIdsInModelConfiguration_GivesThem()
    {
        using var folder = new TemporaryFolder("llama3-like");
        folder.Write("config.json", """{ "bos_token_id": 956, "eos_token_id": [957, 3], "pad_token_id": 957 }""");
        var special = TokenizerFolder.Load(folder.Path).Special;
        Assert.Equal((956, 957, null, 957), (special.Bos, special.Eos, special.Unk, special.Pad));
    }

    [Fact]
    public void Load_StandardVocabularyInFolder_IsStandard()
    {
        using var folder = new TemporaryFolder();
        folder.Write("vocab.json", FolderData.Resource("vocab.json"));
        folder.Write("merges.txt", FolderData.Resource("merges.txt"));
        var tokenizer = TokenizerFolder.Load(folder.Path);
        Assert.True(tokenizer.IsStandard);
        Assert.Equal("gpt2", tokenizer.Name);
        Assert.Equal(50256, tokenizer.Special.Eos);
        Assert.Equal([31373, 50256], tokenizer.Encode("hello<|endoftext|>"));
    }

    [Fact]
    public void IsStandard_TwoTokensExchanged_IsFalse()
    {
        using var folder = new TemporaryFolder();
        var vocabulary = FolderData.Resource("vocab.json");
        folder.Write("vocab.json", vocabulary.Replace("\"!\": 0,", "\"!\": 1,", StringComparison.Ordinal)
            .Replace("\"\\\"\": 1,", "\"\\\"\": 0,", StringComparison.Ordinal));
        folder.Write("merges.txt", FolderData.Resource("merges.txt"));
        Assert.False(TokenizerFolder.Load(folder.Path).IsStandard);
    }

    [Theory]
    [InlineData("tokenizer.json", "{", "tokenizer as Hugging Face")]
    [InlineData("tokenizer.json", """{ "model": { "type": "WordLevel", "vocab": { "a": 0 } } }""", "BPE, Unigram or WordPiece")]
    [InlineData("tokenizer.json", """{ "model": { "type": "BPE", "vocab": {}, "merges": [] } }""", "empty")]
    [InlineData("tokenizer.json", """{ "model": { "type": "BPE", "vocab": { "a": 0 }, "merges": ["a b"] } }""", "'b'")]
    [InlineData("tokenizer.json", """{ "normalizer": { "type": "Odd" }, "model": { "type": "BPE", "vocab": { "a": 0 }, "merges": [] } }""", "Odd")]
    [InlineData("tokenizer.model", "no model at all", "SentencePiece or Tiktoken")]
    [InlineData("tokenizer.model", "IQ== 0\nIg== 2\n", "line 2")]
    [InlineData("vocab.txt", "a\nb\n", "WordPiece")]
    [InlineData("readme.txt", "", "no tokenizer")]
    public void Load_UnusableFolder_SaysWhatIsWrongWhere(string file, string content, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write(file, content);
        var exception = Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(folder.Path));
        Assert.StartsWith(folder.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFolder_Throws() =>
        Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())));
}
