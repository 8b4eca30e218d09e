using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Reads what a <see cref="PrefixCode"/> wrote, by one look into a table.</summary>
internal readonly struct PrefixDecoder : IDisposable
{
    private readonly Scratch<ushort> _table; // symbol x 16 + length, for every way in which the next bits may begin
    private readonly ushort[] _entries;

    /// <summary>Reads the codes themselves.</summary>
    /// <param name="bits">Positioned at them.</param>
    /// <param name="contexts">Number of contexts.</param>
    /// <exception cref="WireFormatException">The lengths are not those of a prefix code.</exception>
    public PrefixDecoder(ref BitReader bits, int contexts)
    {
        _table = new(contexts << PrefixCodeLengths.Max);
        _entries = _table.Array;
        Span<byte> lengths = stackalloc byte[HybridInteger.Symbols];
        for (var context = 0; context < contexts; context++)
        {
            lengths.Clear();
            var used = ReadLengths(ref bits, lengths);
            Fill(lengths, used == 1, _table.Span.Slice(context << PrefixCodeLengths.Max, 1 << PrefixCodeLengths.Max));
        }
    }

    /// <summary>Reads a number.</summary>
    /// <param name="bits">Positioned at it; behind the end some number is read, see <see cref="BitReader"/>.</param>
    /// <param name="context">Its context.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(ref BitReader bits, int context)
    {
        bits.Refill();
        var entry = (int)_entries[(context << PrefixCodeLengths.Max) + (int)bits.Peek(PrefixCodeLengths.Max)];
        bits.Skip(entry & 15);
        var symbol = entry >> 4;
        return symbol < 16 ? symbol : HybridInteger.Base(symbol) + (int)bits.Read(HybridInteger.ExtraBits(symbol));
    }

    /// <summary>Reads as many numbers as there is room for.</summary>
    /// <param name="bits">Positioned at them.</param>
    /// <param name="context">Their context.</param>
    /// <param name="numbers">Receives them.</param>
    public void Read(ref BitReader bits, int context, Span<int> numbers)
    {
        var local = bits; // in registers, not behind a reference
        foreach (ref var number in numbers)
        {
            number = Read(ref local, context);
        }

        bits = local;
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private static int ReadLengths(ref BitReader bits, scoped Span<byte> lengths)
    {
        var count = (int)bits.Read(7);
        if (count > lengths.Length)
        {
            throw BitReader.Fault(bits, $"A code has {count} symbols; expected at most {lengths.Length}.");
        }

        var (used, sum) = (0, 0);
        for (var symbol = 0; symbol < count; symbol++)
        {
            var length = (int)bits.Read(4);
            if (length > PrefixCodeLengths.Max)
            {
                throw BitReader.Fault(bits, $"A code has {length} bits; expected at most {PrefixCodeLengths.Max}.");
            }

            lengths[symbol] = (byte)length;
            used += length > 0 ? 1 : 0;
            sum += length > 0 ? 1 << (PrefixCodeLengths.Max - length) : 0;
        }

        BitReader.RequireInside(bits);
        var isComplete = used > 1 && sum == 1 << PrefixCodeLengths.Max;
        var isLone = used == 1 && sum == 1 << (PrefixCodeLengths.Max - 1);
        return isComplete || isLone || used == 0 ? used : throw BitReader.Fault(bits, "The code lengths are not those of a prefix code.");
    }

    private static void Fill(ReadOnlySpan<byte> lengths, bool isLone, Span<ushort> table)
    {
        Span<ushort> codes = stackalloc ushort[HybridInteger.Symbols];
        codes.Clear();
        PrefixCode.AssignCodes(lengths, codes);
        table.Fill(1); // symbol 0 in one bit: of a code that nothing uses
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] == 0)
            {
                continue;
            }

            var step = isLone ? 1 : 1 << lengths[symbol];
            for (var at = (int)codes[symbol]; at < table.Length; at += step)
            {
                table[at] = (ushort)((symbol << 4) | lengths[symbol]);
            }
        }
    }
}
