namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>A tokenizer whose tokens are all text.</summary>
internal sealed class WithoutSpecialTokens(ITextTokenizer inner) : ITextTokenizer
{
    public string Name => inner.Name;

    public int VocabularySize => inner.VocabularySize;

    public SpecialTokens Special => SpecialTokens.None;

    public bool IsStandard => false;

    public IReadOnlyList<int> Encode(string text) => inner.Encode(text);

    public string Decode(ReadOnlySpan<int> ids) => inner.Decode(ids);

    public string TokenText(int id) => inner.TokenText(id);

    public ReadOnlySpan<byte> TokenBytes(int id) => inner.TokenBytes(id);
}
