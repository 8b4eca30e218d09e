using Bittensor.Validation.Examination;

namespace Bittensor.Validation.Api;

/// <summary>What one axon answered in one round, as it is shown.</summary>
/// <param name="Uid">Which axon.</param>
/// <param name="Hotkey">Its key when it was asked.</param>
/// <param name="ReturnCode">How TextCausalLMNext ended; NotAsked where the validator did not come to ask.</param>
/// <param name="Message">What was wrong, if anything was.</param>
/// <param name="Loss">TextCausalLMNext loss, in nats.</param>
/// <param name="LossVal">The same on the first held-back token, in nats.</param>
/// <param name="CausalReturnCode">How TextCausalLM ended.</param>
/// <param name="CausalLoss">TextCausalLM loss, in nats.</param>
/// <param name="CausalLossVal">The same at the held-back token, in nats.</param>
/// <param name="ResponseTime">Response time, in seconds.</param>
/// <param name="BytesReceived">Bytes of the answer.</param>
public sealed record ResultView(
    int Uid,
    string Hotkey,
    string ReturnCode,
    string Message,
    double? Loss,
    double? LossVal,
    string? CausalReturnCode,
    double? CausalLoss,
    double? CausalLossVal,
    double? ResponseTime,
    long BytesReceived)
{
    /// <summary>Shows a row.</summary>
    /// <param name="row">The row.</param>
    public static ResultView Of(AxonResult row) => new(
        row.Uid,
        row.Hotkey,
        row.Outcome,
        row.Message,
        row.Measures?.Next.Loss,
        row.Measures?.Next.LossVal,
        row.CausalReturnCode?.ToString(),
        row.Measures?.Causal?.Loss,
        row.Measures?.Causal?.LossVal,
        row.Measures?.ResponseTime,
        row.BytesReceived);
}
