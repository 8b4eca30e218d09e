namespace Bittensor.Inference.Models;

/// <summary>What an input of a graph is for.</summary>
internal enum InputRole
{
    /// <summary>Token ids, [B,S].</summary>
    Tokens,

    /// <summary>1 for real positions of past and present, 0 for padding; [B,P+S].</summary>
    Mask,

    /// <summary>Place of each token in its row, [B,S].</summary>
    Positions,

    /// <summary>Segment of each token, always 0; [B,S].</summary>
    TokenTypes,

    /// <summary>Place of each token in the cache, [S].</summary>
    CachePositions,

    /// <summary>Whether a merged graph takes the branch with a past; [1].</summary>
    UseCache,

    /// <summary>How many positions get logits, always 0 for all; a scalar.</summary>
    LogitsToKeep,

    /// <summary>A tensor of the key/value cache.</summary>
    Past,
}
