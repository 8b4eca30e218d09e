namespace Bittensor.Inference.Models;

/// <summary>How rows of different lengths share one key/value cache.</summary>
public enum CachePadding
{
    /// <summary>Not at all: rows of one length share a cache.</summary>
    None,

    /// <summary>Padding follows the prompt and stays, masked, in the middle of the past.</summary>
    Middle,

    /// <summary>Padding goes before the prompt.</summary>
    Left,
}
