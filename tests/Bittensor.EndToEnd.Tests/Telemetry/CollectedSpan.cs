namespace Bittensor.EndToEnd.Tests.Telemetry;

/// <summary>A span that a process has sent.</summary>
internal sealed record CollectedSpan(string Service, string Source, string Name, string Trace, string Id, string Parent);
