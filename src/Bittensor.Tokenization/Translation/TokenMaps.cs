namespace Bittensor.Tokenization.Translation;

/// <summary>Picks the faster map for a set of pairs.</summary>
internal static class TokenMaps
{
    /// <summary>Part of the target vocabulary from which reading for all of it beats writing to some of it.</summary>
    private const int DensePart = 8;

    /// <summary>Makes the map of some pairs.</summary>
    /// <param name="pairs">Source and target tokens.</param>
    /// <param name="sourceSize">Number of source tokens.</param>
    /// <param name="targetSize">Number of target tokens.</param>
    public static ITokenMap Of(TokenPairs pairs, int sourceSize, int targetSize) => IsDense(pairs.Sources.Count, targetSize)
        ? new DenseTokenMap(pairs, sourceSize, targetSize)
        : new SparseTokenMap(pairs);

    /// <summary>Whether so many pairs are many for a vocabulary of that size.</summary>
    public static bool IsDense(int pairs, int targetSize) => pairs >= targetSize / DensePart;
}
