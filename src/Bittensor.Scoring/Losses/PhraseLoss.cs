using Bittensor.Protocol;

namespace Bittensor.Scoring;

/// <summary>Cross-entropy of a TextCausalLMNext answer: how probable it held the text that really follows.</summary>
/// <remarks>Reproduces <c>phrase_cross_entropy</c> of Bittensor v3.5.0 in double precision.</remarks>
public static class PhraseLoss
{
    /// <summary>Mean losses of a batch.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="targets">Held-back standard token ids, one array an item; shape [B][1 or more].</param>
    /// <returns>Mean losses, in nats; an item whose loss is undefined counts as <see cref="LossMeasures.Undefined"/>.</returns>
    /// <exception cref="ArgumentException">There are not as many targets as items, or a target is empty.</exception>
    public static LossMeasures Mean(PhraseDistributions answer, IReadOnlyList<int[]> targets)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count != answer.Batch)
        {
            throw new ArgumentException($"{answer.Batch} items need as many targets, not {targets.Count}.", nameof(targets));
        }

        var longest = LongestPhrase(answer);
        return LossMeasures.Mean([.. targets.Select((target, item) => Measure(answer, item, target, longest))]);
    }

    /// <summary>Losses of one item.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="item">Item of the batch, 0 to B - 1.</param>
    /// <param name="target">Held-back standard token ids; at least one.</param>
    /// <param name="longestPhrase">Tokens of the batch's longest phrase (<see cref="LongestPhrase"/>): no longer prefix is
    /// looked for.</param>
    /// <param name="vocabularySize">Tokens over which the answer's probabilities are normalized.</param>
    /// <returns>Both losses, in nats.</returns>
    /// <exception cref="ArgumentException">The target is empty.</exception>
    public static LossMeasures Measure(
        PhraseDistributions answer,
        int item,
        ReadOnlySpan<int> target,
        int longestPhrase,
        int vocabularySize = StandardVocabulary.Size)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (target.IsEmpty)
        {
            throw new ArgumentException("A loss needs at least one held-back token.", nameof(target));
        }

        var matches = new PhraseMatches(target[..Math.Clamp(longestPhrase, 1, target.Length)]);
        for (var phrase = 0; phrase < answer.TopK; phrase++)
        {
            matches.Add(answer.Phrase(item, phrase), ToProbability(answer.Probabilities[(item * answer.TopK) + phrase]));
        }

        var floor = ToProbability(answer.Floors[item]);
        var total = matches.Total + (Math.Max(0, vocabularySize - answer.TopK) * floor);
        return LossMeasures.Finite(ToLoss(matches.Continuation(floor) / total), ToLoss(matches.FirstToken(floor) / total));
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

    private static double ToProbability(float value) => Math.Clamp((double)value, 0, 1);

    private static double ToLoss(double probability) => -Math.Log(Math.Min(1, probability) + LossMeasures.Epsilon);
}
