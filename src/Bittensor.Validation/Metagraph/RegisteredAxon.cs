namespace Bittensor.Validation.Metagraph;

/// <summary>One neuron of the metagraph.</summary>
/// <param name="Uid">Its slot, 0 to 65535.</param>
/// <param name="Hotkey">Its public key, an SS58 address; any text in a local network.</param>
/// <param name="Url">Base URL of its axon.</param>
/// <param name="Profile">What it serves.</param>
/// <param name="Stake">Its stake, which is its priority; 0 or more.</param>
/// <param name="RegisteredAt">When this hotkey got this uid.</param>
/// <param name="UpdatedAt">When the row was last written.</param>
public sealed record RegisteredAxon(
    int Uid, string Hotkey, Uri Url, AxonProfile Profile, double Stake, DateTimeOffset RegisteredAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Version of the record in its store, opaque; nothing while it is not stored.</summary>
    public string? Version { get; init; }
}

/// <summary>What an axon says about itself; all of it unknown while it cannot be reached.</summary>
/// <param name="Name">Name to show.</param>
/// <param name="Model">Name of its model.</param>
/// <param name="Tokenizer">Name of its tokenizer.</param>
/// <param name="VocabularySize">Tokens of its tokenizer.</param>
/// <param name="Synapses">Names of the synapses it serves.</param>
public sealed record AxonProfile(
    string? Name, string? Model, string? Tokenizer, int? VocabularySize, IReadOnlyList<string> Synapses)
{
    /// <summary>Nothing is known.</summary>
    public static AxonProfile Unknown { get; } = new(null, null, null, null, []);
}
