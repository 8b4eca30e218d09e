namespace Bittensor.Deployment;

/// <summary>An axon as it is registered.</summary>
/// <param name="Hotkey">Its public key.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Url">Base URL at which the validator reaches it.</param>
internal sealed record RegisteredAxon(string Hotkey, string Name, Uri Url);
