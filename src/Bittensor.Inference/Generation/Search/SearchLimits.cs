namespace Bittensor.Inference.Generation.Search;

/// <summary>Where the continuations of one prompt end.</summary>
/// <param name="MaxNewTokens">New tokens at most; 1 or more.</param>
/// <param name="EndTokens">Any of these ends a text; may be empty.</param>
internal sealed record SearchLimits(int MaxNewTokens, IReadOnlyList<int> EndTokens)
{
    public bool IsEnd(int token)
    {
        for (var i = 0; i < EndTokens.Count; i++)
        {
            if (EndTokens[i] == token)
            {
                return true;
            }
        }

        return false;
    }
}
