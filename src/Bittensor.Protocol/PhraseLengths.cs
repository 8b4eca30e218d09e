namespace Bittensor.Protocol;

/// <summary>Converts between where phrases start and how long they are.</summary>
internal static class PhraseLengths
{
    /// <summary>Lengths of phrases that lie one after the other.</summary>
    /// <param name="offsets">Ascending; shape [phrases + 1].</param>
    public static int[] Of(ReadOnlySpan<int> offsets)
    {
        var lengths = new int[offsets.Length - 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = offsets[i + 1] - offsets[i];
        }

        return lengths;
    }

    /// <summary>Where phrases start, or null where a length is negative or their sum is not <paramref name="total"/>.</summary>
    public static int[]? ToOffsets(ReadOnlySpan<int> lengths, int total)
    {
        var offsets = new int[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > total - offsets[i])
            {
                return null;
            }

            offsets[i + 1] = offsets[i] + lengths[i];
        }

        return offsets[^1] == total ? offsets : null;
    }
}
