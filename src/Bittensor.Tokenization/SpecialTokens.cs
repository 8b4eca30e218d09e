using System.Collections.Frozen;

namespace Bittensor.Tokenization;

/// <summary>The tokens that have a role: where a text begins and ends, what fills a batch, what is unknown.</summary>
/// <param name="Bos">Beginning of text; null when the vocabulary has none.</param>
/// <param name="Eos">End of text; null when the vocabulary has none.</param>
/// <param name="Unk">What cannot be spelt; null when the vocabulary has none.</param>
/// <param name="Pad">Filler; null when the vocabulary has none.</param>
/// <param name="All">Every special string and its id, those without one of the four roles included.</param>
public sealed record SpecialTokens(int? Bos, int? Eos, int? Unk, int? Pad, IReadOnlyDictionary<string, int> All)
{
    /// <summary>A vocabulary without special tokens.</summary>
    public static SpecialTokens None { get; } = new(null, null, null, null, FrozenDictionary<string, int>.Empty);
}
