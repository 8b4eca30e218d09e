namespace Bittensor.Protocol.Wire.Compact;

/// <summary>What the compact form takes for a probability.</summary>
internal static class Probabilities
{
    /// <summary>Whether all values are in [0,1]; NaN is not.</summary>
    public static bool AreValid(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!(value is >= 0 and <= 1))
            {
                return false;
            }
        }

        return true;
    }
}
