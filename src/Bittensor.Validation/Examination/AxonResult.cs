using Bittensor.Protocol;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Examination;

/// <summary>What one axon answered in one round. Written once; never changed.</summary>
/// <param name="RoundId">Which round.</param>
/// <param name="Uid">Which axon.</param>
/// <param name="Hotkey">Its key when it was asked.</param>
/// <param name="ReturnCode">How TextCausalLMNext ended.</param>
/// <param name="Message">What was wrong, if anything was.</param>
/// <param name="Measures">Losses and response time; there if and only if the return code is Success.</param>
/// <param name="CausalReturnCode">How TextCausalLM ended; nothing if it was not asked for.</param>
/// <param name="BytesReceived">Bytes of the TextCausalLMNext answer.</param>
/// <param name="At">When the row was written.</param>
public sealed record AxonResult(
    RoundId RoundId,
    int Uid,
    string Hotkey,
    ReturnCode ReturnCode,
    string Message,
    AxonMeasures? Measures,
    ReturnCode? CausalReturnCode,
    long BytesReceived,
    DateTimeOffset At)
{
    /// <summary>What <see cref="Outcome"/> says of an axon that was not asked.</summary>
    public const string NotAsked = "NotAsked";

    /// <summary>Whether the axon had its chance to answer. False where it left, or where the validator did not come to ask it or
    /// to note what it said before the round's deadline: no statistics move then.</summary>
    public bool WasAsked { get; init; } = true;

    /// <summary>The return code by name, or <see cref="NotAsked"/>.</summary>
    public string Outcome => WasAsked ? ReturnCode.ToString() : NotAsked;
}
