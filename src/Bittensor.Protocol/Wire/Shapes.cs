namespace Bittensor.Protocol.Wire;

/// <summary>Arithmetic on shapes that strangers sent.</summary>
internal static class Shapes
{
    /// <summary>Dimensions a tensor may have.</summary>
    public const int MaxRank = 8;

    /// <summary>Number of elements, without overflow whatever the dimensions are.</summary>
    /// <returns>The product, or -1 where it is above <paramref name="limit"/>.</returns>
    public static long Count(ReadOnlySpan<int> shape, long limit)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        long count = 1;
        foreach (var size in shape)
        {
            if (count > limit / size)
            {
                return -1;
            }

            count *= size;
        }

        return count;
    }

    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
