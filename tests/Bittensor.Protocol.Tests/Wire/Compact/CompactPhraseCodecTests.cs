using System.Buffers;
using Bittensor.Protocol.Wire;
using Bittensor.Protocol.Wire.Binary;
using Bittensor.Protocol.Wire.Compact;
using FsCheck;
using FsCheck.Xunit;

namespace Bittensor.Protocol.Tests.Wire.Compact;

public class CompactPhraseCodecTests
{
    private static readonly CompactPhraseCodec _codec = new();

    [Property(MaxTest = 30)]
    public void Read_WhatWasWritten_KeepsPhrasesFloorsAndNearlyTheProbabilities(PositiveInt seed, PositiveInt size)
    {
        var topK = 1 + (size.Get * 53 % 400);
        var sent = CompactSamples.Phrases(seed.Get, (300 / topK) + 2, topK);

        var bytes = CompactSamples.Write(_codec, sent);
        var read = CompactSamples.Read(_codec, bytes);

        Assert.Equal((sent.Batch, sent.TopK), (read.Batch, read.TopK));
        Assert.Equal(sent.Floors, read.Floors);
        var step = BitConverter.ToSingle(bytes, 16);
        for (var item = 0; item < sent.Batch; item++)
        {
            AssertSameItem(Sorted(sent, item), Sorted(read, item), step);
        }
    }

    [Fact]
    public void Write_ItemsOfTheStandardVocabulary_StayWithinTheirBytes()
    {
        var top = CompactSamples.TopK(4, rows: 8, topK: 4096, common: 0);
        PhraseDistributions sent = new(
            8, 4096, top.Ids, [.. Enumerable.Range(0, top.Ids.Length + 1)], top.Probabilities, new float[8]);

        Assert.InRange(CompactSamples.Write(_codec, sent).Length / 8, 2000, 4100);
    }

    [Fact]
    public void TryWrite_TokenOutsideTheVocabulary_WritesNothingAndTheFlatFormDoes()
    {
        var value = CompactSamples.Phrases(1, 2, 200);
        value.Tokens[17] = StandardVocabulary.Size;
        var output = new ArrayBufferWriter<byte>();

        Assert.False(_codec.TryWrite(value, output));
        Assert.Equal(0, output.WrittenCount);
        Assert.Equal(2, BlobCodecs.Default.Write(value, output));
    }

    [Fact]
    public void Write_AnswerOfAnItem_UsesTheCompactForm() =>
        Assert.Equal(4, BlobCodecs.Default.Write(CompactSamples.Phrases(1, 1, 300), new ArrayBufferWriter<byte>()));

    [Theory] // offset of a 32-bit field, what is put there
    [InlineData(0, int.MaxValue)]
    [InlineData(0, 1 << 20)]
    [InlineData(4, int.MaxValue)]
    [InlineData(4, 0)]
    [InlineData(8, int.MaxValue)]
    [InlineData(8, 1 << 24)]
    [InlineData(12, int.MaxValue)]
    [InlineData(12, 1)]
    [InlineData(16, 0)]
    [InlineData(20, int.MaxValue)]
    [InlineData(24, 1 << 20)]
    public void Read_HeaderThatPromisesTooMuch_FailsBeforeItIsBelieved(int offset, int value)
    {
        var bytes = CompactSamples.Write(_codec, CompactSamples.Phrases(3, 2, 200));
        BitConverter.GetBytes(value).CopyTo(bytes, offset);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<WireFormatException>(() => CompactSamples.Read(_codec, bytes));

        Assert.NotNull(fault.Offset);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Read_CutOffAnywhere_FailsWithAnOffset()
    {
        var bytes = CompactSamples.Write(_codec, CompactSamples.Phrases(3, 2, 150));
        for (var length = 0; length < bytes.Length; length++)
        {
            var fault = Assert.Throws<WireFormatException>(() => CompactSamples.Read(_codec, bytes[..length]));
            Assert.InRange(fault.Offset!.Value, 0, length);
        }
    }

    private static (string Phrase, float Probability)[] Sorted(PhraseDistributions answer, int item) =>
        [.. Enumerable.Range(0, answer.TopK)
            .Select(phrase => (string.Join(' ', answer.Phrase(item, phrase).ToArray()), answer.ProbabilitiesOf(item)[phrase]))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal).ThenBy(entry => entry.Item2)];

    private static void AssertSameItem((string Phrase, float Probability)[] sent, (string Phrase, float Probability)[] read, float step)
    {
        Assert.Equal(sent.Select(entry => entry.Phrase), read.Select(entry => entry.Phrase));
        for (var i = 0; i < sent.Length; i++)
        {
            var root = Math.Sqrt(sent[i].Probability);
            Assert.InRange(Math.Abs(Math.Sqrt(read[i].Probability) - root), 0, (1.5 * step) + (root / 4096) + 1e-6);
        }
    }
}
