using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>The probabilities of an answer as places on the <see cref="ProbabilityScale"/>, in the order in which they are
/// written.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="topK">Entries of a row.</param>
internal readonly struct LevelRows(int rows, int topK) : IDisposable
{
    /// <summary>The place of a probability of 0, which has no logarithm.</summary>
    private const float Nowhere = float.NegativeInfinity;

    private readonly Scratch<float> _places = new(rows * topK);
    private readonly Scratch<float> _bases = new(rows); // smallest place of each row
    private readonly Scratch<int> _masses = new(rows);

    /// <summary>Entries of all rows.</summary>
    public int Entries => rows * topK;

    /// <summary>Takes one row in.</summary>
    /// <param name="row">Which one.</param>
    /// <param name="probabilities">Its probabilities; shape [topK].</param>
    /// <param name="order">Which of them is written first, second and so on; shape [topK].</param>
    public void Set(int row, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> order)
    {
        var places = _places.Span.Slice(row * topK, topK);
        var smallest = float.PositiveInfinity;
        for (var i = 0; i < places.Length; i++)
        {
            var probability = probabilities[order[i]];
            places[i] = probability > 0 ? ProbabilityScale.PlaceOf(probability) : Nowhere;
            smallest = probability > 0 ? Math.Min(smallest, places[i]) : smallest;
        }

        _bases.Span[row] = float.IsFinite(smallest) ? smallest : 0;
        _masses.Span[row] = MassCode.Of(ProbabilityRow.Mass(probabilities));
    }

    /// <summary>The level of a place in its row: 0 for a probability of 0, 1 for the smallest other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Relative(float place, float smallest, float inverseStep) => place == Nowhere
        ? 0
        : Math.Min(ProbabilityScale.LevelOf(place, inverseStep) - ProbabilityScale.LevelOf(smallest, inverseStep) + 1, HybridInteger.Max);

    /// <summary>Takes places here and there out of all rows.</summary>
    /// <param name="places">Receives them.</param>
    /// <param name="bases">Receives the smallest place of each one's row.</param>
    /// <returns>How many.</returns>
    public int Sample(Span<float> places, Span<float> bases)
    {
        var (count, stride) = (0, Math.Max(1, (Entries + places.Length - 1) / places.Length) | 1); // odd: all parts of a row get a turn
        for (var at = 0; at < Entries && count < places.Length; at += stride, count++)
        {
            (places[count], bases[count]) = (_places.Span[at], _bases.Span[at / topK]);
        }

        return count;
    }

    /// <summary>Writes the code, then for every row its mass, its smallest level and its levels.</summary>
    public void Write(ref BitWriter bits, float step)
    {
        var inverse = 1 / step;
        using var levels = new Scratch<int>(Entries);
        using var code = new PrefixCode(1);
        for (var at = 0; at < Entries; at++)
        {
            levels.Span[at] = Relative(_places.Span[at], _bases.Span[at / topK], inverse);
            code.Count(0, levels.Span[at]);
        }

        code.Finish();
        code.WriteLengths(ref bits);
        for (var row = 0; row < rows; row++)
        {
            bits.Write((uint)_masses.Span[row], MassCode.Bits);
            var smallest = ProbabilityScale.LevelOf(_bases.Span[row], inverse);
            bits.Write(smallest < 0 ? 1u : 0, 1);
            bits.WriteGamma(Math.Abs(smallest));
            foreach (var level in levels.Span.Slice(row * topK, topK))
            {
                code.Write(ref bits, 0, level);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _bases.Dispose();
        _masses.Dispose();
    }
}
