using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Canonical prefix codes for <see cref="HybridInteger"/>s, one for each context in which numbers come: first all numbers
/// are counted, then <see cref="Finish"/> makes the codes, then the numbers are written.</summary>
internal readonly struct PrefixCode : IDisposable
{
    private readonly int _contexts;
    private readonly Scratch<int> _counts;
    private readonly Scratch<byte> _lengths;
    private readonly Scratch<ushort> _codes;

    /// <summary>Starts with no number counted.</summary>
    /// <param name="contexts">Number of contexts.</param>
    public PrefixCode(int contexts)
    {
        var size = contexts * HybridInteger.Symbols;
        (_contexts, _counts, _lengths, _codes) = (contexts, new(size), new(size), new(size));
        _counts.Cleared();
    }

    /// <summary>Counts a number that will be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int context, int value) => _counts.Span[(context * HybridInteger.Symbols) + HybridInteger.SymbolOf(value)]++;

    /// <summary>Makes the codes of what was counted.</summary>
    /// <returns>Bits that all counted numbers take.</returns>
    public long Finish()
    {
        var bits = 0L;
        for (var context = 0; context < _contexts; context++)
        {
            var counts = Of(_counts, context);
            var lengths = Of(_lengths, context);
            PrefixCodeLengths.Find(counts, lengths);
            AssignCodes(lengths, Of(_codes, context));
            for (var symbol = 0; symbol < counts.Length; symbol++)
            {
                bits += counts[symbol] * (long)(lengths[symbol] + HybridInteger.ExtraBits(symbol));
            }
        }

        return bits;
    }

    /// <summary>Writes the codes themselves: for each how many symbols, in 7 bits, and 4 bits a symbol.</summary>
    public void WriteLengths(ref BitWriter bits)
    {
        for (var context = 0; context < _contexts; context++)
        {
            var lengths = Of(_lengths, context);
            var used = lengths.LastIndexOfAnyExcept((byte)0) + 1;
            bits.Write((uint)used, 7);
            foreach (var length in lengths[..used])
            {
                bits.Write(length, 4);
            }
        }
    }

    /// <summary>Writes a number that was counted in the same context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ref BitWriter bits, int context, int value)
    {
        var symbol = HybridInteger.SymbolOf(value);
        var at = (context * HybridInteger.Symbols) + symbol;
        bits.Write(_codes.Span[at], _lengths.Span[at]);
        var extra = HybridInteger.ExtraBits(symbol);
        bits.Write((uint)value & ((1u << extra) - 1), extra);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _counts.Dispose();
        _lengths.Dispose();
        _codes.Dispose();
    }

    /// <summary>Canonical codes: shorter ones first, symbols of the same length in their order; the first bit is the lowest.</summary>
    internal static void AssignCodes(ReadOnlySpan<byte> lengths, Span<ushort> codes)
    {
        var next = 0u;
        for (var length = 1; length <= PrefixCodeLengths.Max; length++, next <<= 1)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = Reverse(next++, length);
                }
            }
        }
    }

    private static Span<T> Of<T>(Scratch<T> all, int context)
        where T : unmanaged => all.Span.Slice(context * HybridInteger.Symbols, HybridInteger.Symbols);

    private static ushort Reverse(uint code, int length)
    {
        var reversed = 0u;
        for (; length > 0; length--, code >>= 1)
        {
            reversed = (reversed << 1) | (code & 1);
        }

        return (ushort)reversed;
    }
}
