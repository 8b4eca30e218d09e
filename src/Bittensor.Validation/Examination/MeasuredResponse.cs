using Bittensor.Protocol;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Examination;

/// <summary>What is kept of an answer.</summary>
/// <param name="Tasks">Its losses, task by task.</param>
/// <param name="FirstTokens">What it held probable next; nothing where divergence is not measured.</param>
internal sealed record MeasuredResponse(TaskLosses Tasks, FirstTokens? FirstTokens = null)
{
    /// <summary>Measures a TextCausalLMNext answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="round">The round with what was held back.</param>
    /// <param name="divergence">Whether answers are compared by their distributions.</param>
    /// <exception cref="SynapseException">The answer does not hold what it should.</exception>
    public static MeasuredResponse Of(TextCausalLMNext answer, TextCausalLMNext request, Round round, bool divergence)
    {
        var phrases = ResponseCheck.Phrases(answer, request);
        int[][] targets = [.. round.Tasks.Select(task => task[round.SequenceLength..])];
        return new(
            PhraseLoss.PerTask(phrases, targets, PhraseLoss.FairFloors),
            divergence ? FirstTokens.Of(phrases, FirstTokens.MostEntries(phrases.Batch)) : null);
    }

    /// <summary>Measures a TextCausalLM answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="round">The round with what was held back.</param>
    /// <exception cref="SynapseException">The answer does not hold what it should.</exception>
    public static MeasuredResponse Of(TextCausalLM answer, TextCausalLM request, Round round) =>
        new(CausalLMLoss.PerTask(ResponseCheck.TopK(answer, request), round.Tasks));
}
