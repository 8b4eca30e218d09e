namespace Bittensor.Validation.Tests;

/// <summary>The process dies here.</summary>
internal sealed class CrashException : Exception;
