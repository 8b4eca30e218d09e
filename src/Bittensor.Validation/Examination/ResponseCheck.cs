using Bittensor.Protocol;

namespace Bittensor.Validation.Examination;

/// <summary>Checks an answer before a loss is computed from it: the contract's own checks, and what only matters to a
/// score.</summary>
public static class ResponseCheck
{
    /// <summary>Checks a TextCausalLMNext answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <returns>The distributions.</returns>
    /// <exception cref="SynapseException">There are none (EmptyResponse), they have another shape (ResponseShapeException), or
    /// hold
    /// a value that cannot be (InvalidResponse), such as a floor that with the listed mass makes more than 1.</exception>
    public static PhraseDistributions Phrases(TextCausalLMNext answer, TextCausalLMNext request)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.ValidateAnswer(request);
        var phrases = answer.Phrases!;
        for (var item = 0; item < phrases.Batch; item++)
        {
            var mass = ProbabilityRow.Mass(phrases.ProbabilitiesOf(item)) + phrases.Floors[item];
            if (mass > 1 + AnswerChecks.MassTolerance)
            {
                throw AnswerChecks.Invalid(FormattableString.Invariant($"Item {item} and its floor sum to {mass}; expected at most 1."));
            }
        }

        return phrases;
    }

    /// <summary>Checks a TextCausalLM answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <returns>The distributions.</returns>
    /// <exception cref="SynapseException">There are none (EmptyResponse), they have another shape (ResponseShapeException), or
    /// hold
    /// a value that cannot be (InvalidResponse), such as one token twice in a row.</exception>
    public static TopKDistributions TopK(TextCausalLM answer, TextCausalLM request)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.ValidateAnswer(request);
        var distributions = answer.Distributions!;
        var seenIn = new int[distributions.VocabularySize];
        for (var row = 0; row < distributions.Rows; row++)
        {
            RequireDistinct(distributions.IdsOf(row), row, seenIn);
        }

        return distributions;
    }

    private static void RequireDistinct(ReadOnlySpan<int> ids, int row, int[] seenIn)
    {
        foreach (var id in ids)
        {
            if (seenIn[id] == row + 1)
            {
                throw AnswerChecks.Invalid($"Token id {id} comes twice in row {row}.");
            }

            seenIn[id] = row + 1;
        }
    }
}
