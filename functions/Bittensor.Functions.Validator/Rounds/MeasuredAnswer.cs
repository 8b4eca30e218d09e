using Bittensor.Protocol;
using Bittensor.Scoring;
using Bittensor.Storage;

namespace Bittensor.Functions.Validator;

/// <summary>What is kept of an answer.</summary>
/// <param name="Tasks">Its losses, task by task.</param>
/// <param name="FirstTokens">What it held probable next; nothing where divergence is not measured.</param>
internal sealed record MeasuredAnswer(TaskLosses Tasks, FirstTokens? FirstTokens = null)
{
    /// <summary>Measures a TextCausalLMNext answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="round">The round with what was held back.</param>
    /// <param name="divergence">Whether answers are compared by their distributions.</param>
    /// <exception cref="SynapseException">The answer does not hold what it should.</exception>
    public static MeasuredAnswer Of(TextCausalLMNext answer, TextCausalLMNext request, RoundRow round, bool divergence)
    {
        var phrases = AnswerCheck.Phrases(answer, request);
        int[][] targets = [.. round.Tasks.Select(task => task[round.SequenceLength..])];
        return new(
            PhraseLoss.PerTask(phrases, targets, PhraseLoss.FairFloors),
            divergence ? FirstTokens.Of(phrases, PackedFirstTokens.MostEntries(phrases.Batch)) : null);
    }

    /// <summary>Measures a TextCausalLM answer.</summary>
    /// <param name="answer">What the axon sent.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="round">The round with what was held back.</param>
    /// <exception cref="SynapseException">The answer does not hold what it should.</exception>
    public static MeasuredAnswer Of(TextCausalLM answer, TextCausalLM request, RoundRow round) =>
        new(CausalLMLoss.PerTask(AnswerCheck.TopK(answer, request), round.Tasks));
}
