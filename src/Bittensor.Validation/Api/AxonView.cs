using Bittensor.Validation.Metagraph;

namespace Bittensor.Validation.Api;

/// <summary>One axon of the metagraph as it is shown.</summary>
/// <param name="Uid">Its slot.</param>
/// <param name="Hotkey">Its key.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="VocabularySize">Tokens of its tokenizer.</param>
/// <param name="Synapses">What it serves; empty while unknown.</param>
/// <param name="Stake">Its stake.</param>
/// <param name="RegisteredAt">When its hotkey got the slot.</param>
public sealed record AxonView(
    int Uid,
    string Hotkey,
    Uri Url,
    string? Name,
    string? Model,
    string? Tokenizer,
    int? VocabularySize,
    IReadOnlyList<string> Synapses,
    double Stake,
    DateTimeOffset RegisteredAt)
{
    /// <summary>Shows a row.</summary>
    /// <param name="row">The row.</param>
    public static AxonView Of(RegisteredAxon row) => new(
        row.Uid,
        row.Hotkey,
        row.Url,
        row.Profile.Name,
        row.Profile.Model,
        row.Profile.Tokenizer,
        row.Profile.VocabularySize,
        row.Profile.Synapses,
        row.Stake,
        row.RegisteredAt);
}
