using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization;

/// <summary>The network's common tokenizer: GPT-2 byte-level BPE, whose only special token is the end of text.</summary>
public static class StandardTokenizer
{
    private const string EndOfText = "<|endoftext|>";
    private const int Size = 50257, EndOfTextId = 50256;

    private static readonly Lazy<VocabularyTokenizer> Loaded = new(Load);

    /// <summary>The tokenizer, loaded on first use. Safe for concurrent use.</summary>
    public static ITextTokenizer Instance => Loaded.Value;

    internal static bool HasSameTokens(TokenTable table) =>
        table.Count == Size && table.SameAs(Loaded.Value.Table);

    private static VocabularyTokenizer Load()
    {
        var vocabulary = VocabularyAndMerges.Read(Resource("vocab.json"), Resource("merges.txt"));
        var special = new SpecialTokens(EndOfTextId, EndOfTextId, EndOfTextId, null, new Dictionary<string, int> { [EndOfText] = EndOfTextId });
        return new(vocabulary with { AddedTokens = [new(EndOfText, EndOfTextId)] }, special, "gpt2");
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(StandardTokenizer).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
