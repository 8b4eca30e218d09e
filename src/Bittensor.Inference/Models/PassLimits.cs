namespace Bittensor.Inference.Models;

/// <summary>Bounds of one pass.</summary>
/// <param name="Rows">Most rows.</param>
/// <param name="Tokens">Most tokens, padding included.</param>
internal readonly record struct PassLimits(int Rows, int Tokens);
