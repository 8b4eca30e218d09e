using System.Numerics;
using System.Runtime.InteropServices;

namespace Bittensor.Protocol;

/// <summary>What is asked of the probabilities of one row again and again.</summary>
public static class ProbabilityRow
{
    /// <summary>Sums probabilities in double precision: what is left to 1 may be far smaller than float32 can tell.</summary>
    /// <param name="probabilities">The row.</param>
    public static double Mass(ReadOnlySpan<float> probabilities)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(probabilities);
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var first, out var second);
            low += first;
            high += second;
        }

        var sum = Vector.Sum(low + high);
        foreach (var probability in probabilities[(vectors.Length * Vector<float>.Count)..])
        {
            sum += probability;
        }

        return sum;
    }

    /// <summary>Where the first value stands that is no probability: NaN, or outside [0,1].</summary>
    /// <param name="values">The row.</param>
    /// <returns>Its index, or -1 where there is none.</returns>
    public static int FirstInvalid(ReadOnlySpan<float> values)
    {
        var from = 0;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        while (from < vectors.Length && Vector.GreaterThanOrEqualAll(vectors[from], Vector<float>.Zero)
            && Vector.LessThanOrEqualAll(vectors[from], Vector<float>.One))
        {
            from++;
        }

        for (var at = from * Vector<float>.Count; at < values.Length; at++)
        {
            if (!(values[at] is >= 0 and <= 1))
            {
                return at;
            }
        }

        return -1;
    }
}
