namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>A tokenizer that decodes as the reference's library does by default: without some spaces. The product decodes
/// plainly.</summary>
internal sealed class CleaningTokenizer(ITextTokenizer inner) : ITextTokenizer
{
    private static readonly string[] Endings = [" .", " ?", " !", " ,", " ' ", " n't", " 'm", " 's", " 've", " 're"];

    public string Name => inner.Name;

    public int VocabularySize => inner.VocabularySize;

    public SpecialTokens Special => inner.Special;

    public bool IsStandard => false;

    public IReadOnlyList<int> Encode(string text) => inner.Encode(text);

    public string Decode(ReadOnlySpan<int> ids) => Clean(inner.Decode(ids));

    public string TokenText(int id) => Clean(inner.TokenText(id));

    public ReadOnlySpan<byte> TokenBytes(int id) => inner.TokenBytes(id);

    private static string Clean(string text) =>
        Endings.Aggregate(text, (cleaned, ending) => cleaned.Replace(ending, ending.Trim(), StringComparison.Ordinal));
}
