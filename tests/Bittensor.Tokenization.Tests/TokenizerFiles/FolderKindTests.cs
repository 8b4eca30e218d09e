using System.Text.Json.Nodes;
using Bittensor.Tokenization.Tests.Oracles;

namespace Bittensor.Tokenization.Tests.TokenizerFiles;

/// <summary>What files beside the vocabulary decide.</summary>
public class FolderKindTests
{
    [Theory] // what each class of Hugging Face's library makes of vocab.json and merges.txt, as a tokenizer.json says it
    [InlineData("GPT2Tokenizer", "{}", """{ "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "use_regex": true } }""")]
    [InlineData("RobertaTokenizerFast", """{ "add_prefix_space": true }""",
        """{ "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": true, "use_regex": true } }""")]
    [InlineData("Qwen2Tokenizer", "{}", """
        { "normalizer": { "type": "NFC" }, "pre_tokenizer": { "type": "Sequence", "pretokenizers": [
          { "type": "Split", "behavior": "Isolated", "invert": false, "pattern": { "Regex":
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" } },
          { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false } ] } }
        """)]
    [InlineData("OpenAIGPTTokenizer", "{}", """
        { "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": true, "lowercase": true },
          "pre_tokenizer": { "type": "BertPreTokenizer" }, "suffix": "</w>" }
        """)]
    public void Load_VocabularyAndMerges_IsReadByRulesOfItsClass(string name, string settings, string rules)
    {
        // Any vocabulary of byte letters will do.
        var json = OracleData.Compose("norm-NFC");
        var said = JsonNode.Parse(rules)!.AsObject();
        json["normalizer"] = said["normalizer"]?.DeepClone();
        json["pre_tokenizer"] = said["pre_tokenizer"]!.DeepClone();
        json["added_tokens"] = new JsonArray();
        json["model"]!["end_of_word_suffix"] = said["suffix"]?.DeepClone();
        using var whole = new TemporaryFolder();
        whole.Write("tokenizer.json", json.ToJsonString());

        using var parts = new TemporaryFolder();
        parts.Write("vocab.json", json["model"]!["vocab"]!.ToJsonString());
        parts.Write("merges.txt", string.Join('\n', json["model"]!["merges"]!.AsArray().Select(merge => merge!.GetValue<string>())));
        var configuration = JsonNode.Parse(settings)!.AsObject();
        configuration["tokenizer_class"] = name;
        parts.Write("tokenizer_config.json", configuration.ToJsonString());

        var (expected, actual) = (TokenizerFolder.Load(whole.Path), TokenizerFolder.Load(parts.Path));
        string[] texts = [.. OracleData.Texts.Where(text => !text.Contains("<|endoftext|>", StringComparison.Ordinal))];
        Assert.Equal(texts.Select(text => string.Join(' ', expected.Encode(text))), texts.Select(text => string.Join(' ', actual.Encode(text))));
    }

    [Theory]
    [InlineData("CTRLTokenizer", "tokenizer_config.json", "CTRLTokenizer")]
    [InlineData("GPT2Tokenizer", "merges.txt", "no merge rule")]
    public void Load_VocabularyAndMergesThatCannotBeRead_NamesFileAndReason(string name, string file, string reason)
    {
        using var folder = new TemporaryFolder("gpt2-like");
        folder.Write("tokenizer_config.json", $$"""{ "tokenizer_class": "{{name}}" }""");
        if (file == "merges.txt")
        {
            folder.Write(file, "a b c\n");
        }

        var exception = Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(folder.Path));
        Assert.Equal(Path.Combine(folder.Path, file), exception.File);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory] // "legacy": false is Hugging Face's name for text after a special token that gets no space before it
    [InlineData("{}", true)]
    [InlineData("""{ "legacy": false }""", false)]
    public void Encode_TextAfterSpecialPiece_GetsSpaceOnlyInLegacyMode(string configuration, bool getsSpace)
    {
        using var folder = new TemporaryFolder("sentencepiece-bpe");
        folder.Write("tokenizer_config.json", configuration);
        var tokenizer = TokenizerFolder.Load(folder.Path);
        Assert.Equal(getsSpace, tokenizer.TokenText(tokenizer.Encode("<s>the")[1]).StartsWith(' '));
        Assert.StartsWith(" ", tokenizer.TokenText(tokenizer.Encode("the<s>")[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ModelUnderOtherName_IsRead()
    {
        using var folder = new TemporaryFolder("sentencepiece-unigram");
        File.Move(Path.Combine(folder.Path, "tokenizer.model"), Path.Combine(folder.Path, "spiece.model"));
        Assert.Equal(FolderData.Load("sentencepiece-unigram").Encode("the value"), TokenizerFolder.Load(folder.Path).Encode("the value"));

        folder.Write("tokenizer_config.json", """{ "tokenizer_class": "PegasusTokenizer" }""");
        Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(folder.Path));
    }

    [Fact]
    public void Load_EndTokenThatIsNoId_NamesItsField()
    {
        using var folder = new TemporaryFolder("llama2-like");
        folder.Write("config.json", """{ "eos_token_id": 1.5 }""");
        var exception = Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(folder.Path));
        Assert.Contains("eos_token_id", exception.Message, StringComparison.Ordinal);
    }
}
