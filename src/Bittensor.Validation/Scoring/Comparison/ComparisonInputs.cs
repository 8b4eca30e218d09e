namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>What an answer is compared with others by. It is kept with the answer until the round is closed.</summary>
/// <param name="NextLosses">TextCausalLMNext loss of each task, in nats; shape [B].</param>
/// <param name="CausalLosses">TextCausalLM loss of each task at the held-back token, in nats; shape [B], nothing where it was
/// not measured.</param>
/// <param name="FirstTokens">What the answer held probable next; nothing where divergence is not measured.</param>
public sealed record ComparisonInputs(double[] NextLosses, double[]? CausalLosses, FirstTokens? FirstTokens);
