namespace Bittensor.Validation.Metagraph;

/// <summary>A registration that the metagraph cannot take.</summary>
/// <param name="message">Why, and what can be done.</param>
public sealed class MetagraphException(string message) : Exception(message);
