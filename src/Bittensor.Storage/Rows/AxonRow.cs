using Azure;

namespace Bittensor.Storage;

/// <summary>One neuron of the metagraph.</summary>
/// <param name="Uid">Its slot, 0 to 65535.</param>
/// <param name="Hotkey">Its public key, an SS58 address; any text in a local network.</param>
/// <param name="Url">Base URL of its axon.</param>
/// <param name="Profile">What it serves.</param>
/// <param name="Stake">Its stake, which is its priority; 0 or more.</param>
/// <param name="RegisteredAt">When this hotkey got this uid.</param>
/// <param name="UpdatedAt">When the row was last written.</param>
public sealed record AxonRow(
    int Uid, string Hotkey, Uri Url, AxonProfile Profile, double Stake, DateTimeOffset RegisteredAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Version that was read.</summary>
    internal ETag ETag { get; init; }
}
