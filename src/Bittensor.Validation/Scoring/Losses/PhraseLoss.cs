using Bittensor.Protocol;

namespace Bittensor.Validation.Scoring.Losses;

/// <summary>Cross-entropy of a TextCausalLMNext answer: how probable it held the text that really follows.</summary>
/// <remarks>
/// Reproduces <c>phrase_cross_entropy</c> of Bittensor v3.5.0 in double precision. There every prefix of the continuation that no
/// phrase equals adds the floor, up to as many as the longest phrase of the answer has tokens: a server could list one long phrase
/// and get its floor eight times where it should get it once. So a round grants one floor (<see cref="FairFloors"/>).
/// </remarks>
public static class PhraseLoss
{
    /// <summary>Floors that a round grants: with one, the floors of all continuations together are a probability.</summary>
    public const int FairFloors = 1;

    /// <summary>Losses of each item of a batch.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="targets">Held-back standard token ids, one array an item; shape [B][1 or more].</param>
    /// <param name="mostFloors">Prefixes to which the floor is added at most; the reference knows no limit.</param>
    /// <returns>Losses in nats; one that is undefined counts as <see cref="LossMeasures.Undefined"/>; shape [B].</returns>
    /// <exception cref="ArgumentException">There are not as many targets as items, or a target is empty.</exception>
    public static TaskLosses PerTask(PhraseDistributions answer, IReadOnlyList<int[]> targets, int mostFloors = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count != answer.Batch)
        {
            throw new ArgumentException($"{answer.Batch} items need as many targets, not {targets.Count}.", nameof(targets));
        }

        var longest = LongestPhrase(answer);
        return new([.. targets.Select((target, item) => Measure(answer, item, target, longest, mostFloors: mostFloors))]);
    }

    /// <summary>Losses of one item.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="item">Item of the batch, 0 to B - 1.</param>
    /// <param name="target">Held-back standard token ids; at least one.</param>
    /// <param name="longestPhrase">Tokens of the batch's longest phrase (<see cref="LongestPhrase"/>): no longer prefix is
    /// looked for.</param>
    /// <param name="vocabularySize">Tokens over which the answer's probabilities are normalized.</param>
    /// <param name="mostFloors">Prefixes to which the floor is added at most.</param>
    /// <returns>Both losses, in nats.</returns>
    /// <exception cref="ArgumentException">The target is empty.</exception>
    public static LossMeasures Measure(
        PhraseDistributions answer,
        int item,
        ReadOnlySpan<int> target,
        int longestPhrase,
        int vocabularySize = StandardVocabulary.Size,
        int mostFloors = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (target.IsEmpty)
        {
            throw new ArgumentException("A loss needs at least one held-back token.", nameof(target));
        }

        var matches = new PhraseMatches(target[..Math.Clamp(longestPhrase, 1, target.Length)]);
        var probabilities = answer.ProbabilitiesOf(item);
        for (var phrase = 0; phrase < answer.TopK; phrase++)
        {
            matches.Add(answer.Phrase(item, phrase), PhraseMass.ToProbability(probabilities[phrase]));
        }

        var floor = PhraseMass.ToProbability(answer.Floors[item]);
        var total = PhraseMass.Total(answer, item, vocabularySize);
        return LossMeasures.Finite(
            ToLoss(matches.Continuation(floor, mostFloors) / total), ToLoss(matches.FirstToken(floor) / total));
    }

    /// <summary>Tokens of the longest phrase of a batch.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    public static int LongestPhrase(PhraseDistributions answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var longest = 0;
        for (var phrase = 1; phrase < answer.Offsets.Length; phrase++)
        {
            longest = Math.Max(longest, answer.Offsets[phrase] - answer.Offsets[phrase - 1]);
        }

        return longest;
    }

    private static double ToLoss(double probability) => -Math.Log(Math.Min(1, probability) + LossMeasures.Epsilon);
}
