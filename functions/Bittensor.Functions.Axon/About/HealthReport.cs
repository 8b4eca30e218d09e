namespace Bittensor.Functions.Axon.About;

/// <summary>Body of <c>/health</c>.</summary>
/// <param name="Status">ready, loading or failed.</param>
/// <param name="Reason">Why the model could not be loaded.</param>
internal sealed record HealthReport(string Status, string? Reason);
