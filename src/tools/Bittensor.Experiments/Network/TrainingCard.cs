using System.Text.Json;

namespace Bittensor.Experiments;

/// <summary>What training wrote beside a sample model.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="HeldOutNatsPerGpt2Token">Its loss over the whole held-out text, in nats per standard token.</param>
internal sealed record TrainingCard(long Parameters, double HeldOutNatsPerGpt2Token)
{
    /// <summary>Reads it from a model folder.</summary>
    /// <param name="modelFolder">The folder.</param>
    public static TrainingCard Read(string modelFolder) =>
        JsonSerializer.Deserialize<TrainingCard>(File.ReadAllText(Path.Combine(modelFolder, "training.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"{modelFolder} has an empty training.json.");
}
