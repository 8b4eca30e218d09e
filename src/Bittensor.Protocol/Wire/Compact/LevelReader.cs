using System.Numerics.Tensors;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Reads the rows that <see cref="LevelRows"/> wrote, and puts each into the order of an answer: by falling probability,
/// equal ones as they were written.</summary>
internal readonly struct LevelReader : IDisposable
{
    /// <summary>Levels up to it are sorted by counting; the few above, of the most probable entries, by comparing.</summary>
    private const int Counted = 4096;

    private readonly PrefixDecoder _code;
    private readonly float _step;
    private readonly Scratch<int> _levels;
    private readonly Scratch<int> _ends;
    private readonly Scratch<long> _high;

    /// <summary>Reads the code.</summary>
    /// <param name="bits">Positioned at it.</param>
    /// <param name="topK">Entries of a row.</param>
    /// <param name="step">Size of a step.</param>
    public LevelReader(ref BitReader bits, int topK, float step)
    {
        _code = new(ref bits, 1);
        _step = step;
        (_levels, _ends, _high) = (new(topK), new(Counted + 1), new(topK));
    }

    /// <summary>Reads one row.</summary>
    /// <param name="bits">Positioned at it.</param>
    /// <param name="items">What the entries are, in the order in which they were written; shape [topK].</param>
    /// <param name="sorted">Receives them by falling probability; shape [topK].</param>
    /// <param name="probabilities">Receives their probabilities; shape [topK].</param>
    /// <exception cref="WireFormatException">The bits end before.</exception>
    public void Read(ref BitReader bits, ReadOnlySpan<int> items, Span<int> sorted, Span<float> probabilities)
    {
        var mass = MassCode.ToMass((int)bits.Read(MassCode.Bits));
        var isNegative = bits.Read(1) == 1;
        var smallest = bits.ReadGamma() * (isNegative ? -1 : 1);
        var levels = _levels.Span[..items.Length];
        _code.Read(ref bits, 0, levels);
        BitReader.RequireInside(bits);
        Sort(levels, items, sorted, probabilities, smallest - 1);
        Scale(probabilities, mass);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _code.Dispose();
        _levels.Dispose();
        _ends.Dispose();
        _high.Dispose();
    }

    private void Sort(ReadOnlySpan<int> levels, ReadOnlySpan<int> items, Span<int> sorted, Span<float> probabilities, int offset)
    {
        // 1. How many entries have each level.
        var ends = _ends.Cleared();
        foreach (var level in levels)
        {
            ends[Math.Min(level, Counted)]++;
        }

        // 2. Where the entries of each level start, the highest level first; all have the same probability.
        var sum = ends[Counted];
        ends[Counted] = 0;
        for (var (level, above) = (Counted - 1, 0); level >= 0; level--)
        {
            var count = ends[level];
            ends[level] = sum;
            if (count > 0)
            {
                var center = level + offset + (level is > 1 and < Counted - 1 ? Lean(above, count, ends[level - 1]) : 0);
                probabilities.Slice(sum, count).Fill(level == 0 ? 0 : ProbabilityScale.ToProbability(center, _step));
                sum += count;
            }

            above = count;
        }

        // 3. Every entry to its place.
        for (var i = 0; i < levels.Length; i++)
        {
            var place = ends[Math.Min(levels[i], Counted)]++;
            sorted[place] = items[i];
            if (levels[i] >= Counted)
            {
                _high.Span[place] = ((long)-levels[i] << 32) | (uint)i;
            }
        }

        SortHigh(ends[Counted], items, sorted, probabilities, offset);
    }

    /// <summary>How far the mean of a level's places lies from its middle, in steps, judged by how many entries the levels beside it
    /// have: where they grow more from level to level, so they do within one. Without it the many small probabilities are taken for
    /// larger than they are, by a percent or two of their sum.</summary>
    private static float Lean(int above, int count, int below) => Math.Clamp((above - below) / (24f * count), -0.25f, 0.25f);

    private void SortHigh(int count, ReadOnlySpan<int> items, Span<int> sorted, Span<float> probabilities, int offset)
    {
        var high = _high.Span[..count];
        high.Sort();
        for (var place = 0; place < count; place++)
        {
            sorted[place] = items[(int)(uint)high[place]];
            probabilities[place] = ProbabilityScale.ToProbability(offset - (int)(high[place] >> 32), _step);
        }
    }

    /// <summary>Takes out of the sum what steps have added to it.</summary>
    private static void Scale(Span<float> probabilities, double? mass)
    {
        if (mass is not { } wanted)
        {
            return;
        }

        var sum = ProbabilityRow.Mass(probabilities);
        if (sum > 0)
        {
            TensorPrimitives.Multiply(probabilities, (float)(wanted / sum), probabilities);
            TensorPrimitives.Min(probabilities, 1, probabilities);
        }
    }
}
