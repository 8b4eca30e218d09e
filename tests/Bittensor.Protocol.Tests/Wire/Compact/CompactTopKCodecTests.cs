using System.Buffers;
using Bittensor.Protocol.Wire;
using Bittensor.Protocol.Wire.Binary;
using Bittensor.Protocol.Wire.Compact;
using FsCheck;
using FsCheck.Xunit;

namespace Bittensor.Protocol.Tests.Wire.Compact;

public class CompactTopKCodecTests
{
    private static readonly CompactTopKCodec _codec = new();

    [Property(MaxTest = 30)]
    public void Read_WhatWasWritten_KeepsIdsAndProbabilitiesWithinAStep(PositiveInt seed, PositiveInt size, bool alike)
    {
        var topK = 1 + (size.Get * 37 % 700);
        var sent = CompactSamples.TopK(seed.Get, (300 / topK) + 2, topK, vocabulary: 3000, spread: seed.Get % 7, common: alike ? 0.9 : 0);

        var bytes = CompactSamples.Write(_codec, sent);
        var read = CompactSamples.Read(_codec, bytes);

        Assert.Equal((sent.Rows, sent.TopK, sent.VocabularySize), (read.Rows, read.TopK, read.VocabularySize));
        AssertNear(sent, read, step: BitConverter.ToSingle(bytes, 12));
    }

    [Fact]
    public void Read_RowsOfManyPositions_KeepIds() // more rows than the numbers of rows are counted to
    {
        var sent = CompactSamples.TopK(1, rows: 600, topK: 20, vocabulary: 100, common: 0.8);

        var bytes = CompactSamples.Write(_codec, sent);

        AssertNear(sent, CompactSamples.Read(_codec, bytes), BitConverter.ToSingle(bytes, 12));
    }

    [Fact]
    public void Read_WholeVocabulary_KeepsIds()
    {
        var sent = CompactSamples.TopK(1, rows: 2, topK: 300, vocabulary: 300);

        var bytes = CompactSamples.Write(_codec, sent);

        AssertNear(sent, CompactSamples.Read(_codec, bytes), BitConverter.ToSingle(bytes, 12));
    }

    [Fact]
    public void Read_ListedZeros_StayZero()
    {
        var probabilities = new float[512];
        (probabilities[0], probabilities[1]) = (0.75f, 0.25f);
        TopKDistributions sent = new(1, 512, 50257, [.. Enumerable.Range(7, 512)], probabilities);

        var read = CompactSamples.Read(_codec, CompactSamples.Write(_codec, sent));

        Assert.Equal([7, 8], read.Ids[..2]);
        Assert.Equal([0.75f, 0.25f], read.Probabilities[..2], (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.All(read.Probabilities[2..], probability => Assert.Equal(0, probability));
    }

    [Fact]
    public void Read_RowThatIsNearlyCertain_KeepsWhatIsLeftForUnlistedTokens()
    {
        var sent = CompactSamples.TopK(3, rows: 4, topK: 512, spread: 9);

        var read = CompactSamples.Read(_codec, CompactSamples.Write(_codec, sent));

        for (var row = 0; row < sent.Rows; row++)
        {
            var (before, after) = (1 - Sum(sent.ProbabilitiesOf(row)), 1 - Sum(read.ProbabilitiesOf(row)));
            Assert.InRange(after / before, 0.998, 1.002); // half a code of the mass, and the rounding of float32
        }
    }

    [Theory] // a fifth and an eighth of 8 bytes an entry, also for logits that have nothing in common
    [InlineData(512, 820)]
    [InlineData(4096, 4100)]
    public void Write_LogitsOfChance_StaysWithinTheBytesOfAPosition(int topK, int bytes)
    {
        var sent = CompactSamples.TopK(5, rows: 16, topK, common: 0);

        Assert.InRange(CompactSamples.Write(_codec, sent).Length / 16, bytes / 2, bytes);
    }

    [Fact]
    public void Write_RowsWithMuchInCommon_AreToldMoreFinely()
    {
        var alike = CompactSamples.Write(_codec, CompactSamples.TopK(5, rows: 16, topK: 512, common: 0.9));
        var different = CompactSamples.Write(_codec, CompactSamples.TopK(5, rows: 16, topK: 512, common: 0));

        Assert.True(BitConverter.ToSingle(alike, 12) < BitConverter.ToSingle(different, 12) / 2);
    }

    public static TheoryData<string, TopKDistributions> Unsayable => new()
    {
        { "an id twice", Uniform() with { Ids = [.. Enumerable.Range(0, 511), 0] } },
        { "an id outside", Uniform() with { Ids = [.. Enumerable.Range(0, 511), 50257] } },
        { "a negative id", Uniform() with { Ids = [.. Enumerable.Range(0, 511), -1] } },
        { "not a number", Uniform() with { Probabilities = [.. Enumerable.Repeat(float.NaN, 512)] } },
        { "above one", Uniform() with { Probabilities = [.. Enumerable.Repeat(1.5f, 512)] } },
        { "small", new(1, 2, 50257, [1, 2], [0.5f, 0.5f]) },
    };

    [Theory, MemberData(nameof(Unsayable), DisableDiscoveryEnumeration = true)]
    public void TryWrite_WhatTheFormHasNoWayToSay_WritesNothingAndTheFlatFormDoes(string what, TopKDistributions value)
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.False(_codec.TryWrite(value, output), what);
        Assert.Equal(0, output.WrittenCount);
        Assert.Equal(1, BlobCodecs.Default.Write(value, output));
    }

    [Fact]
    public void Write_AnswerOfAPosition_UsesTheCompactForm() =>
        Assert.Equal(3, BlobCodecs.Default.Write(Uniform(), new ArrayBufferWriter<byte>()));

    [Theory] // offset of a 32-bit field, what is put there
    [InlineData(0, int.MaxValue)]
    [InlineData(0, 1 << 25)]
    [InlineData(0, 0)]
    [InlineData(4, int.MaxValue)]
    [InlineData(4, 60000)]
    [InlineData(8, 511)]
    [InlineData(8, -1)]
    [InlineData(16, int.MaxValue)]
    [InlineData(12, 0)] // a step of 0
    [InlineData(12, 0x7FC00000)] // a step that is no number
    [InlineData(12, 0x40000000)] // a step of 2
    public void Read_HeaderThatPromisesTooMuch_FailsBeforeItIsBelieved(int offset, int value)
    {
        var bytes = CompactSamples.Write(_codec, Uniform());
        BitConverter.GetBytes(value).CopyTo(bytes, offset);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<WireFormatException>(() => CompactSamples.Read(_codec, bytes));

        Assert.NotNull(fault.Offset);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_CutOffAnywhere_FailsWithAnOffset()
    {
        var bytes = CompactSamples.Write(_codec, CompactSamples.TopK(2, rows: 2, topK: 150, vocabulary: 1000));
        for (var length = 0; length < bytes.Length; length++)
        {
            var fault = Assert.Throws<WireFormatException>(() => CompactSamples.Read(_codec, bytes[..length]));
            Assert.InRange(fault.Offset!.Value, 0, length);
        }
    }

    private static TopKDistributions Uniform() =>
        new(1, 512, 50257, [.. Enumerable.Range(0, 512)], [.. Enumerable.Repeat(1f / 50257, 512)]);

    private static void AssertNear(TopKDistributions sent, TopKDistributions read, float step)
    {
        for (var row = 0; row < sent.Rows; row++)
        {
            var expected = sent.IdsOf(row).ToArray().Zip(sent.ProbabilitiesOf(row).ToArray()).ToDictionary();
            Assert.Equal(expected.Keys.Order(), read.IdsOf(row).ToArray().Order());
            for (var i = 0; i < sent.TopK; i++)
            {
                var (was, now) = (expected[read.IdsOf(row)[i]], read.ProbabilitiesOf(row)[i]);
                // three quarters of a step, as much again for the scaling to the row's mass, and half a code of that mass
                Assert.InRange(Math.Abs(Place(now) - Place(was)), 0, (1.5 * step) + (Math.Sqrt(was) / 4096) + 1e-6);
                Assert.True(i == 0 || now <= read.ProbabilitiesOf(row)[i - 1]);
            }
        }
    }

    /// <summary>The scale as the form's description defines it, in double precision.</summary>
    private static double Place(double p) => p >= 4e-6 ? Math.Sqrt(p) : 0.002 * (1 + (Math.Log(p / 4e-6) / 2));

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
