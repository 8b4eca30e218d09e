namespace Bittensor.Functions.Axon.About;

/// <summary>Versions of what runs.</summary>
/// <param name="Axon">This app.</param>
/// <param name="OnnxRuntime">The library that computes.</param>
/// <param name="DotNet">The runtime.</param>
public sealed record AxonVersions(string Axon, string OnnxRuntime, string DotNet);
