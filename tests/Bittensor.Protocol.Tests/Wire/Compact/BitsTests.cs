using System.Buffers;
using Bittensor.Protocol.Wire;
using Bittensor.Protocol.Wire.Compact;
using FsCheck;
using FsCheck.Xunit;

namespace Bittensor.Protocol.Tests.Wire.Compact;

/// <summary>The pieces that the compact codecs are made of.</summary>
public class BitsTests
{
    [Property]
    public void Read_WrittenBits_AreTheSame(uint[] values)
    {
        var widths = Array.ConvertAll(values, value => (int)(value % 33));
        using var section = Section((ref BitWriter bits) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                bits.Write((uint)(values[i] & ((1UL << widths[i]) - 1)), widths[i]);
            }
        });

        var reader = new BitReader(section);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal((uint)(values[i] & ((1UL << widths[i]) - 1)), reader.Read(widths[i]));
        }

        BitReader.ExpectEnd(reader);
    }

    [Property]
    public void ReadGamma_WrittenNumbers_AreTheSame(NonNegativeInt[] values)
    {
        int[] numbers = [.. values.Select(value => value.Get), 0, 1, (1 << 30) - 1];
        using var section = Section((ref BitWriter bits) =>
        {
            foreach (var number in numbers)
            {
                bits.WriteGamma(number);
            }
        });

        var reader = new BitReader(section);
        Assert.All(numbers, number => Assert.Equal(number, reader.ReadGamma()));
        BitReader.ExpectEnd(reader);
    }

    [Property]
    public void GapCode_AnySetOfPlaces_ComesBack(PositiveInt seed, PositiveInt size, byte density)
    {
        var random = new System.Random(seed.Get);
        var places = 1 + (size.Get * 97 % 5000);
        int[] positions = [.. Enumerable.Range(0, places).Where(_ => random.Next(256) < density)];
        using var section = Section((ref BitWriter bits) => GapCode.Write(ref bits, positions, places));

        var reader = new BitReader(section);
        var read = new int[positions.Length];
        GapCode.Read(ref reader, read, places);

        Assert.Equal(positions, read);
        BitReader.ExpectEnd(reader);
    }

    [Fact]
    public void GapCode_OneFarPlaceAmongMany_ComesBack()
    {
        int[] positions = [.. Enumerable.Range(0, 999), GapCode.MaxPlaces - 1]; // a gap far beyond what their density expects
        using var section = Section((ref BitWriter bits) => GapCode.Write(ref bits, positions, GapCode.MaxPlaces));

        var reader = new BitReader(section);
        var read = new int[positions.Length];
        GapCode.Read(ref reader, read, GapCode.MaxPlaces);

        Assert.Equal(positions, read);
    }

    [Property]
    public void PrefixCode_NumbersOfAnySize_ComeBack(NonNegativeInt[] values, byte shift)
    {
        int[] numbers = [.. values.Select(value => Math.Min(value.Get >> (shift % 24), HybridInteger.Max)), HybridInteger.Max, 0, 15, 16];
        using var code = new PrefixCode(2);
        foreach (var number in numbers)
        {
            code.Count(number & 1, number);
        }

        var counted = code.Finish();
        var written = 0L;
        using var section = Section((ref BitWriter bits) =>
        {
            code.WriteLengths(ref bits);
            written = bits.Bits;
            foreach (var number in numbers)
            {
                code.Write(ref bits, number & 1, number);
            }

            written = bits.Bits - written;
        });

        var reader = new BitReader(section);
        using var decoder = new PrefixDecoder(ref reader, 2);
        Assert.All(numbers, number => Assert.Equal(number, decoder.Read(ref reader, number & 1)));
        Assert.Equal(counted, written);
        BitReader.ExpectEnd(reader);
    }

    [Fact]
    public void PrefixCodeLengths_CountsThatGrowLikeFibonacciNumbers_StayWithinTheLimitAndFillTheCode()
    {
        int[] counts = [.. Enumerable.Range(0, 40).Select(i => (int)Math.Min(int.MaxValue / 2, Math.Pow(1.618, i)))];
        var lengths = new byte[counts.Length];

        PrefixCodeLengths.Find(counts, lengths);

        Assert.All(lengths, length => Assert.InRange(length, 1, PrefixCodeLengths.Max));
        Assert.Equal(1, lengths.Sum(length => Math.Pow(2, -length)), 12); // Kraft: no code is unused
    }

    [Fact]
    public void PrefixCodeLengths_PowersOfTwo_GetTheirEntropy()
    {
        var lengths = new byte[4];

        PrefixCodeLengths.Find([8, 4, 2, 2], lengths);

        Assert.Equal([1, 2, 3, 3], lengths);
    }

    [Fact]
    public void Read_BehindTheEnd_IsNoticed()
    {
        using var section = new BitSection([255], 40);
        var reader = new BitReader(section);
        Assert.Equal(255u, reader.Read(9));

        var fault = Assert.Throws<WireFormatException>(() => BitReader.RequireInside(reader));

        Assert.Equal(41, fault.Offset);
    }

    [Property]
    public void SeenIds_PositionsOfAClass_AreTheirIdsRank(PositiveInt seed)
    {
        var random = new System.Random(seed.Get);
        var universe = random.Next(1, 3000);
        using var seen = new SeenIds(universe);
        var rows = random.Next(0, 300);
        var taken = seen; // a struct: its counters move with each row
        for (var row = 0; row < rows; row++)
        {
            taken.Add([.. Enumerable.Range(0, universe).Where(id => random.Next(1 + (id % 7)) == 0)]);
        }

        var total = 0;
        for (var number = 0; number < SeenIds.Classes; number++)
        {
            var idClass = taken[number];
            int[] members = [.. Enumerable.Range(0, universe).Where(id => taken.ClassOf(id) == number)];
            Assert.Equal(members.Length, idClass.Count);
            int[] positions = [.. members];
            taken.ToPositions(idClass, positions);
            Assert.Equal(Enumerable.Range(0, members.Length), positions);
            taken.ToIds(idClass, positions);
            Assert.Equal(members, positions);
            total += members.Length;
        }

        Assert.Equal(universe, total);
    }

    private delegate void Writing(ref BitWriter bits);

    private static BitSection Section(Writing write)
    {
        var bits = new BitWriter(16);
        try
        {
            write(ref bits);
            var output = new ArrayBufferWriter<byte>();
            bits.CopyTo(output);
            Assert.Equal(bits.Bytes, output.WrittenCount);
            return new BitSection(output.WrittenSpan, 0);
        }
        finally
        {
            bits.Dispose();
        }
    }
}
