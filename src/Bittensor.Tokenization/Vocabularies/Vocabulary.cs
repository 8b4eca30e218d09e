using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>What a tokenizer file holds, whatever its format.</summary>
/// <param name="Kind">Family, such as "bpe" or "wordpiece".</param>
/// <param name="Model">Turns text into tokens.</param>
internal sealed record Vocabulary(string Kind, ITokenModel Model)
{
    /// <summary>The bytes of each token; added tokens may be left out.</summary>
    public required IReadOnlyList<KeyValuePair<int, byte[]>> Tokens { get; init; }

    /// <summary>Token ids by their name in the file.</summary>
    public required IReadOnlyDictionary<string, int> IdOfName { get; init; }

    /// <summary>Strings that are one token wherever they stand.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>What happens to a text first; null when nothing does.</summary>
    public INormalizer? Normalizer { get; init; }

    /// <summary>How names of tokens become text; null where their bytes do.</summary>
    public NameDecoder? Decoder { get; init; }

    /// <summary>Whether encoding puts a space before a text that decoding takes away again.</summary>
    public bool TrimsFirstSpace { get; init; }

    /// <summary>Whether decoding takes away the space of each token up to the first that is more than that.</summary>
    public bool TrimsSpaceTokens { get; init; }

    /// <summary>Whether encoding puts a space after a text that decoding takes away again.</summary>
    public bool TrimsLastSpace { get; init; }

    /// <summary>Id of what cannot be spelt, where the file itself says so.</summary>
    public int? Unknown { get; init; }

    /// <summary>What the file itself puts around a row.</summary>
    public RowFrame Frame { get; init; } = RowFrame.None;
}
