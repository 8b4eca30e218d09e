using System.Numerics;

namespace Bittensor.Inference.TopK;

/// <summary>exp in float32 arithmetic throughout; the library's own goes through double and takes several times as long.</summary>
internal static class FastExp
{
    /// <summary>Below it the result is 0; exp of it is about 1e-37.</summary>
    private const float Lowest = -86f;

    /// <summary>1.5 x 2^23: what is added to it is rounded to an integer, which its lowest bits then hold.</summary>
    private const float Rounder = 12582912f;

    /// <summary>exp of numbers that are not above 0, with a relative error below 3e-7.</summary>
    /// <remarks>x = n ln 2 + r with |r| at most ln 2 / 2, and exp x = 2^n exp r; exp r by its Taylor series up to r^7,
    /// ln 2 in two parts so that n ln 2 is exact enough (Cody and Waite 1980).</remarks>
    /// <param name="x">Any numbers up to 0; negative infinity has exp 0.</param>
    public static Vector<float> OfNonPositive(Vector<float> x)
    {
        var tiny = Vector.LessThan(x, new Vector<float>(Lowest));
        x = Vector.Max(x, new Vector<float>(Lowest));
        var rounded = Vector.FusedMultiplyAdd(x, new Vector<float>(1.44269504f), new Vector<float>(Rounder));
        var n = rounded - new Vector<float>(Rounder);
        var r = Vector.FusedMultiplyAdd(n, new Vector<float>(-0.693359375f), x);
        r = Vector.FusedMultiplyAdd(n, new Vector<float>(2.12194440e-4f), r);

        var series = new Vector<float>(1f / 5040);
        series = Vector.FusedMultiplyAdd(series, r, new Vector<float>(1f / 720));
        series = Vector.FusedMultiplyAdd(series, r, new Vector<float>(1f / 120));
        series = Vector.FusedMultiplyAdd(series, r, new Vector<float>(1f / 24));
        series = Vector.FusedMultiplyAdd(series, r, new Vector<float>(1f / 6));
        series = Vector.FusedMultiplyAdd(series, r, new Vector<float>(0.5f));
        series = Vector.FusedMultiplyAdd(series, r, Vector<float>.One);
        series = Vector.FusedMultiplyAdd(series, r, Vector<float>.One);

        var power = Vector.ShiftLeft(Vector.AsVectorInt32(rounded), 23); // n, moved to where the exponent is
        var result = Vector.AsVectorSingle(Vector.AsVectorInt32(series) + power);
        return Vector.ConditionalSelect(tiny, Vector<float>.Zero, result);
    }
}
