namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Chooses how fine probabilities are told: as fine as a size of the whole answer allows, and no finer than is of use.</summary>
internal static class LevelBudget
{
    /// <summary>Finest step: a loss is then off by 0.0004 nats on average, and a row of a trained model takes less than it may.</summary>
    private const double FinestStep = 5e-5;

    /// <summary>Bits that the level of an entry may always take: where the ids alone use up what there is, an answer gets larger rather
    /// than worthless.</summary>
    private const double FewestBits = 2.8;

    /// <summary>Steps to choose from, each larger by <see cref="Ratio"/> than the one before; the last is 0.1.</summary>
    private const int Choices = 45;

    private const double Ratio = 1.1886; // 2^(1/4)

    /// <summary>Entries that are looked at, to guess what all of them take.</summary>
    private const int Sample = 4096;

    /// <summary>Bits that an answer may take for each entry: 27.1 - 1.6 log2 K.</summary>
    /// <remarks>12.7 at K = 512, a fifth of the reference's, and 7.9 at K = 4096, an eighth. In between and beyond, what a set of K
    /// ids itself takes falls by one bit with each doubling, and the precision of what is ever less probable by 0.6.</remarks>
    /// <param name="topK">Entries of a row, K.</param>
    public static double BitsPerEntry(int topK) => Math.Max(2, 27.1 - (1.6 * Math.Log2(topK)));

    /// <summary>Finds the finest step within a number of bits.</summary>
    /// <param name="rows">The levels to be.</param>
    /// <param name="bits">Bits that all levels may take.</param>
    public static float Choose(LevelRows rows, double bits)
    {
        using var places = new Scratch<float>(Sample);
        using var bases = new Scratch<float>(Sample);
        var count = rows.Sample(places.Span, bases.Span);
        var share = count * Math.Max(bits / rows.Entries, FewestBits);
        var (low, high) = (0, Choices - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var fits = BitsAt(places.Span[..count], bases.Span, StepOf(middle)) <= share;
            (low, high) = fits ? (low, middle) : (middle + 1, high);
        }

        return StepOf(low);
    }

    private static float StepOf(int choice) => (float)(FinestStep * Math.Pow(Ratio, choice));

    private static long BitsAt(ReadOnlySpan<float> places, ReadOnlySpan<float> bases, float step)
    {
        using var code = new PrefixCode(1);
        for (var i = 0; i < places.Length; i++)
        {
            code.Count(0, LevelRows.Relative(places[i], bases[i], 1 / step));
        }

        return code.Finish();
    }
}
