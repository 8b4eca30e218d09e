namespace Bittensor.Functions.Axon.About;

/// <summary>Body of <c>/health</c>.</summary>
/// <param name="Status">ready, loading or failed.</param>
/// <param name="Reason">Why the model could not be loaded.</param>
/// <param name="Progress">While it is loading: how far the download of the model is.</param>
internal sealed record HealthReport(string Status, string? Reason, string? Progress);
