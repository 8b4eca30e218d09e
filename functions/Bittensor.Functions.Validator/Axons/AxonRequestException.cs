namespace Bittensor.Functions.Validator;

/// <summary>A registration that cannot be read or has a field outside its range.</summary>
/// <param name="message">Which field, and what was expected.</param>
internal sealed class AxonRequestException(string message) : Exception(message);
