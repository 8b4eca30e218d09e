using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>Another instance of a tokenizer.</summary>
internal sealed class SameTokens(ITextTokenizer inner) : ITextTokenizer
{
    public string Name => "another";

    public int VocabularySize => inner.VocabularySize;

    public SpecialTokens Special => inner.Special;

    public bool IsStandard => inner.IsStandard;

    public IReadOnlyList<int> Encode(string text) => inner.Encode(text);

    public string Decode(ReadOnlySpan<int> ids) => inner.Decode(ids);

    public string TokenText(int id) => inner.TokenText(id);

    public ReadOnlySpan<byte> TokenBytes(int id) => inner.TokenBytes(id);
}
