namespace Bittensor.Inference.Models;

/// <summary>What happens to a row that is longer than the model's context.</summary>
public enum PromptTruncation
{
    /// <summary>It is refused with InvalidRequest; the message gives its length and the limit.</summary>
    Error,

    /// <summary>Its last tokens are kept, as many as the context holds.</summary>
    Left,
}
