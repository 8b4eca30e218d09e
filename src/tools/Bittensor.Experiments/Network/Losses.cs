using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Experiments;

/// <summary>Losses of answers in the logit synapses, as rounds measure them.</summary>
internal static class Losses
{
    /// <summary>Loss of TextCausalLMNext at the held-back text.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="round">The round that it answers.</param>
    /// <returns>In nats; shape [tasks].</returns>
    public static double[] OfNext(PhraseDistributions answer, RoundAnswers round) =>
        PhraseLoss.PerTask(answer, round.Continuations, PhraseLoss.FairFloors).Losses();

    /// <summary>Mean loss of TextCausalLM over the positions of each task.</summary>
    /// <param name="round">The round.</param>
    /// <returns>In nats; shape [tasks].</returns>
    public static double[] OfCausalLM(RoundAnswers round) => CausalLMLoss.PerTask(round.ReadCausalLM(), round.Tasks).Losses();
}
