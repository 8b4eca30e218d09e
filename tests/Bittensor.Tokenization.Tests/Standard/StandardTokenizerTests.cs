using FsCheck.Xunit;

namespace Bittensor.Tokenization.Tests.Standard;

public class StandardTokenizerTests
{
    [Fact]
    public void Instance_Always_IsGpt2()
    {
        var tokenizer = StandardTokenizer.Instance;
        Assert.Equal(("gpt2", 50257, true), (tokenizer.Name, tokenizer.VocabularySize, tokenizer.IsStandard));
        Assert.Equal((50256, 50256, 50256, null), (tokenizer.Special.Bos, tokenizer.Special.Eos, tokenizer.Special.Unk, tokenizer.Special.Pad));
    }

    [Property]
    public void Decode_EncodedText_GivesTextBack(string? text)
    {
        var wellFormed = new string([.. (text ?? "").Where(letter => !char.IsSurrogate(letter))]);
        Assert.Equal(wellFormed, StandardTokenizer.Instance.Decode([.. StandardTokenizer.Instance.Encode(wellFormed)]));
    }

    [Fact]
    public void Encode_LoneSurrogates_CountAsReplacement()
    {
        var tokenizer = StandardTokenizer.Instance;
        Assert.Equal("\uFFFD", tokenizer.Decode([.. tokenizer.Encode("\uD83D")]));
        Assert.Equal("a\uFFFD\U0001F680\uFFFD", tokenizer.Decode([.. tokenizer.Encode("a\uDE80\uD83D\uDE80\uD83D")]));
    }

    [Fact]
    public void Decode_IdOutsideVocabulary_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardTokenizer.Instance.Decode([50257]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardTokenizer.Instance.TokenText(-1));
    }

    [Fact]
    public void Decode_PartsOfCharacters_BecomeReplacements() =>
        Assert.Equal("\uFFFDa", StandardTokenizer.Instance.Decode([8582, 64]));
}
