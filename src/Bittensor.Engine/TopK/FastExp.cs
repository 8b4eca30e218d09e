using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bittensor.Engine.TopK;

/// <summary>exp in float32 arithmetic throughout; the library's own goes through double and takes several times as long.</summary>
internal static class FastExp
{
    /// <summary>Below it the result is 0; exp of it is about 1e-37.</summary>
    private const float Lowest = -86f;

    /// <summary>1.5 x 2^23: what is added to it is rounded to an integer, which its lowest bits then hold.</summary>
    private const float Rounder = 12582912f;

    /// <summary>What the exponent field of a float adds to the exponent.</summary>
    private const int Bias = 127;

    /// <summary>exp of numbers that are not above 0, with a relative error below 3e-7.</summary>
    /// <remarks>x = n ln 2 + r with |r| at most ln 2 / 2, and exp x = 2^n exp r; exp r by its Taylor series up to r^7,
    /// ln 2 in two parts so that n ln 2 is exact enough (Cody and Waite 1980).</remarks>
    /// <param name="x">Any numbers up to 0; negative infinity has exp 0, NaN has NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfNonPositive(Vector512<float> x)
    {
        var rounded = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(Rounder));
        var n = rounded - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);

        var series = Vector512.Create(1f / 5040);
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 720));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 120));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 24));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(1f / 6));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512.Create(0.5f));
        series = Vector512.FusedMultiplyAdd(series, r, Vector512<float>.One);
        series = Vector512.FusedMultiplyAdd(series, r, Vector512<float>.One);

        // 2^n: n, which the lowest bits of its rounded form hold, moved to where the exponent is.
        var power = Vector512.ShiftLeft(rounded.AsInt32() + Vector512.Create(Bias), 23).AsSingle();
        return Vector512.AndNot(series * power, Vector512.LessThan(x, Vector512.Create(Lowest)));
    }

    /// <summary>Writes exp(x - shift).</summary>
    /// <param name="values">The x, none above <paramref name="shift"/>.</param>
    /// <param name="shift">What is subtracted.</param>
    /// <param name="results">As long as <paramref name="values"/>, and maybe the same.</param>
    /// <returns>Their sum, in float32: right for a few thousand.</returns>
    public static float Write(ReadOnlySpan<float> values, float shift, Span<float> results)
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var to = MemoryMarshal.Cast<float, Vector512<float>>(results[..values.Length]);
        var sums = Vector512<float>.Zero;
        for (var i = 0; i < from.Length; i++)
        {
            var exp = OfNonPositive(from[i] - Vector512.Create(shift));
            to[i] = exp;
            sums += exp;
        }

        var sum = Vector512.Sum(sums);
        for (var i = from.Length * Vector512<float>.Count; i < values.Length; i++)
        {
            sum += results[i] = MathF.Exp(values[i] - shift);
        }

        return sum;
    }
}
