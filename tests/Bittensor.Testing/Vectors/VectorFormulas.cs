namespace Bittensor.Testing.Vectors;

/// <summary>Inputs made from a seed instead of being stored.</summary>
/// <param name="salt">Shifts every seed; 0 in this repository's copy.</param>
public sealed class VectorFormulas(long salt)
{
    private const uint GoldenRatio = 0x9E3779B9;

    /// <summary>A 32-bit hash of a seed and an index.</summary>
    /// <param name="seed">The seed, taken modulo 2^32 with the salt.</param>
    /// <param name="index">The index, taken modulo 2^32.</param>
    public uint Hash(long seed, long index)
    {
        unchecked
        {
            var x = (uint)index + ((uint)(seed + salt) * GoldenRatio);
            x = (x ^ (x >> 16)) * 0x7feb352d;
            x = (x ^ (x >> 15)) * 0x846ca68b;
            return x ^ (x >> 16);
        }
    }

    /// <summary>A number in (0,1).</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">The index.</param>
    public double Uniform(long seed, long index) => (Hash(seed, index) + 0.5) / 4294967296;

    /// <summary>Logits from -8 to 8, few of them high.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many: the product of the shape.</param>
    /// <returns>Row-major values; shape [<paramref name="count"/>].</returns>
    public float[] Logits(long seed, int count)
    {
        var logits = new float[count];
        for (var i = 0; i < count; i++)
        {
            logits[i] = (float)Logit(seed, i);
        }

        return logits;
    }

    /// <summary>Logits with one favoured column a row.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rows">Rows: the product of all dimensions but the last.</param>
    /// <param name="columns">Length of the last dimension.</param>
    /// <param name="targets">The favoured column of each row; shape [<paramref name="rows"/>].</param>
    /// <param name="bonusScale">The largest bonus a favoured column gets.</param>
    /// <returns>Row-major values; shape [<paramref name="rows"/> x <paramref name="columns"/>].</returns>
    public float[] Logits(long seed, int rows, int columns, ReadOnlySpan<int> targets, double bonusScale)
    {
        var logits = Logits(seed, rows * columns);
        for (var row = 0; row < rows; row++)
        {
            var index = (row * columns) + targets[row];
            logits[index] = (float)(Logit(seed, index) + (bonusScale * Uniform(seed + 1000003, row)));
        }

        return logits;
    }

    /// <summary>Integers from 0 to <paramref name="below"/> - 1.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many: the product of the shape.</param>
    /// <param name="below">The bound, above 0.</param>
    /// <returns>Row-major values; shape [<paramref name="count"/>].</returns>
    public int[] Ints(long seed, int count, int below)
    {
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (int)(Hash(seed, i) % (uint)below);
        }

        return values;
    }

    private double Logit(long seed, long index)
    {
        var u = Uniform(seed, index);
        var u2 = u * u;
        var u4 = u2 * u2;
        var u8 = u4 * u4;
        return (16 * u8) - 8;
    }
}
