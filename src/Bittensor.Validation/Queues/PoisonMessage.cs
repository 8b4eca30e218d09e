namespace Bittensor.Validation.Queues;

/// <summary>A message that failed too often.</summary>
/// <param name="Queue">The queue whose function failed on it, without prefix.</param>
/// <param name="Id">Its id in the poison queue.</param>
/// <param name="Since">When it was put there.</param>
/// <param name="Text">What it says; as it is, where it is no base64 of UTF-8.</param>
public sealed record PoisonMessage(string Queue, string Id, DateTimeOffset? Since, string Text);
