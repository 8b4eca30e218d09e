namespace Bittensor.Storage;

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
