using Bittensor.Protocol;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Ways to make an answer look better than it is, or the validator stumble.</summary>
internal static class Tampering
{
    /// <summary>Every phrase of an item is nearly certain.</summary>
    public static PhraseDistributions MassOverOne(PhraseDistributions answer) =>
        answer with { Probabilities = [.. answer.Probabilities.Select(_ => 0.9f)] };

    /// <summary>The first phrase is more than certain.</summary>
    public static PhraseDistributions ProbabilityOverOne(PhraseDistributions answer) => First(answer, 2);

    /// <summary>The first phrase is less than impossible.</summary>
    public static PhraseDistributions Negative(PhraseDistributions answer) => First(answer, -0.5f);

    /// <summary>The first phrase has no probability at all.</summary>
    public static PhraseDistributions NotANumber(PhraseDistributions answer) => First(answer, float.NaN);

    /// <summary>The first token is beyond the vocabulary.</summary>
    public static PhraseDistributions IdOutOfRange(PhraseDistributions answer) =>
        answer with { Tokens = [StandardVocabulary.Size, .. answer.Tokens.AsSpan(1)] };

    /// <summary>An answer to a batch of another size: its first item alone.</summary>
    public static PhraseDistributions OtherBatch(PhraseDistributions answer) => new(
        1,
        answer.TopK,
        answer.Tokens[..answer.Offsets[answer.TopK]],
        answer.Offsets[..(answer.TopK + 1)],
        answer.Probabilities[..answer.TopK],
        answer.Floors[..1]);

    private static PhraseDistributions First(PhraseDistributions answer, float probability) =>
        answer with { Probabilities = [probability, .. answer.Probabilities.AsSpan(1)] };
}
