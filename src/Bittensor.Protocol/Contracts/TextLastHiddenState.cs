using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol;

/// <summary>The model's last hidden state at every standard token position.</summary>
[Description("The model's last hidden state at every token.")]
public sealed class TextLastHiddenState : Synapse
{
    /// <summary>The answer; shape [B,S,H].</summary>
    [JsonPropertyName("hidden_states")]
    [Description("Answer: the last hidden state at every standard token, [B,S,H].")]
    public WireTensor<float>? HiddenStates { get; set; }

    /// <inheritdoc/>
    public override void ValidateRequest()
    {
    }

    /// <inheritdoc/>
    public override void ValidateAnswer(Synapse request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (batch, sequence) = BatchShape.Of(request);
        var answer = AnswerChecks.Present(HiddenStates, "hidden_states");
        AnswerChecks.Shape("hidden_states", answer, batch, sequence ?? -1, -1);
    }
}
