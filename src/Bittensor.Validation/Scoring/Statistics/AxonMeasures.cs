using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>What one answered query of an axon measured.</summary>
/// <param name="Next">Losses of TextCausalLMNext: what the score is made of.</param>
/// <param name="Causal">Losses of TextCausalLM, if the axon serves it.</param>
/// <param name="ResponseTime">Seconds from the request to the whole answer.</param>
public sealed record AxonMeasures(LossMeasures Next, LossMeasures? Causal, double ResponseTime)
{
    /// <summary>What the answers are compared with those of other axons by; nothing where it is not known.</summary>
    public ComparisonInputs? Evidence { get; init; }
}
