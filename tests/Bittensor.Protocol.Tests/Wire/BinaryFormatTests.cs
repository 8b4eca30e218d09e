using System.Buffers.Binary;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

/// <remarks>The golden bytes were put together with Python's <c>struct.pack</c> after BINARY-FORMAT.md, apart from this code.</remarks>
public class BinaryFormatTests
{
    private const string GoldenTopK = "42545359010100005b000000020000007b226e616d65223a225465787443617573616c4c4d222c2274696d656f7574223a332c22696e70757473223a7b22626c6f62223a307d2c22746f706b223a322c22646973747269627574696f6e73223a7b22626c6f62223a317d7d00000000140000000102000001000000010000000700000000000000010000001c000000010000000200000051c400000300000050c400000000003f0000803e";
    private const string GoldenPhrases = "425453590101000046000000010000007b226e616d65223a225465787443617573616c4c4d4e657874222c2274696d656f7574223a31322c22746f706b223a322c2270687261736573223a7b22626c6f62223a307d7d020000002c00000001000000020000000300000001000000020000000300000004000000050000000000003f0000803e0000003e";

    private static readonly ISynapseFormat Format = SynapseFormats.Binary;

    [Fact]
    public void Write_TextCausalLM_GivesTheGoldenBytes()
    {
        var synapse = new TextCausalLM
        {
            Timeout = 3, TopK = 2, Inputs = new WireTensor<long>([7], 1, 1),
            Distributions = new TopKDistributions(1, 2, 50257, [3, 50256], [.5f, .25f]),
        };

        Assert.Equal(GoldenTopK, Convert.ToHexStringLower(Format.Write(synapse).Span));
    }

    [Fact]
    public void Write_TextCausalLMNext_GivesTheGoldenBytes()
    {
        var synapse = new TextCausalLMNext { TopK = 2, Phrases = new PhraseDistributions(1, 2, [3, 4, 5], [0, 1, 3], [.5f, .25f], [.125f]) };

        Assert.Equal(GoldenPhrases, Convert.ToHexStringLower(Format.Write(synapse).Span));
    }

    [Fact]
    public void Read_GoldenBytes_GivesTheirValues()
    {
        var topK = Format.Read<TextCausalLM>(Convert.FromHexString(GoldenTopK)).Distributions!;
        var phrases = Format.Read<TextCausalLMNext>(Convert.FromHexString(GoldenPhrases)).Phrases!;

        Assert.Equal([3, 50256], topK.Ids);
        Assert.Equal([.5f, .25f], topK.Probabilities);
        Assert.Equal([4, 5], phrases.Phrase(0, 1).ToArray());
        Assert.Equal([.125f], phrases.Floors);
    }

    [Fact]
    public void Read_AnyTruncation_NamesAnOffsetWithin()
    {
        var bytes = Convert.FromHexString(GoldenTopK);
        for (var length = 0; length < bytes.Length; length++)
        {
            var exception = Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(bytes.AsMemory(0, length)));

            Assert.Equal(ReturnCode.RequestDeserializationException, exception.ReturnCode);
            Assert.InRange(Assert.IsType<WireFormatException>(exception.InnerException).Offset!.Value, 0, length);
        }
    }

    [Theory]
    [InlineData(0, 0x41, ReturnCode.RequestDeserializationException)] // magic
    [InlineData(4, 2, ReturnCode.RequestIncompatibleVersion)]
    [InlineData(5, 2, ReturnCode.RequestDeserializationException)] // several synapses, where one is expected
    [InlineData(6, 1, ReturnCode.RequestDeserializationException)] // reserved
    [InlineData(11, 0xff, ReturnCode.RequestDeserializationException)] // header of 4 GB
    [InlineData(12, 3, ReturnCode.RequestDeserializationException)] // a blob more
    [InlineData(12, 1, ReturnCode.RequestDeserializationException)] // a blob fewer
    [InlineData(15, 0x7f, ReturnCode.RequestDeserializationException)] // 2 billion blobs
    [InlineData(107, 9, ReturnCode.RequestDeserializationException)] // codec of the inputs
    [InlineData(115, 2, ReturnCode.RequestDeserializationException)] // element type of the inputs
    [InlineData(116, 9, ReturnCode.RequestDeserializationException)] // rank of the inputs
    [InlineData(119, 2, ReturnCode.RequestShapeException)] // batch of the inputs
    [InlineData(122, 0x80, ReturnCode.RequestShapeException)] // a negative one
    [InlineData(143, 2, ReturnCode.RequestDeserializationException)] // rows
    [InlineData(146, 0x7f, ReturnCode.RequestDeserializationException)] // 2 billion rows
    [InlineData(147, 0, ReturnCode.RequestDeserializationException)] // no entries
    public void Read_OneByteIsWrong_GivesCode(int at, byte value, ReturnCode expected)
    {
        var bytes = Convert.FromHexString(GoldenTopK);
        bytes[at] = value;

        Assert.Equal(expected, Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(bytes)).ReturnCode);
    }

    [Theory]
    [InlineData("""{"inputs":{"blob":0},"mask":{"blob":0}}""")] // shared
    [InlineData("""{"inputs":{"blob":1}}""")]
    [InlineData("""{"inputs":{"blob":-1}}""")]
    [InlineData("""{"inputs":{"blob":"0"}}""")]
    [InlineData("""{"inputs":{}}""")]
    [InlineData("""{"inputs":[[1]]}""")] // arrays are the other form's
    [InlineData("""{"distributions":{"blob":0}}""")] // a tensor
    [InlineData("""[]""")]
    [InlineData("""{"inputs":{"blob":0}""")]
    public void Read_HeaderIsWrong_GivesRequestDeserializationException(string header)
    {
        byte[] blob = [0, 0, 0, 0, 20, 0, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0];
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, header.Length);
        lengths[4] = 1;
        byte[] body = [.. "BTSY"u8, 1, 1, 0, 0, .. lengths, .. Samples.Json(header).Span, .. blob];

        Assert.Equal(
            ReturnCode.RequestDeserializationException,
            Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(body)).ReturnCode);
    }

    [Theory]
    [InlineData(143, 3, 155)] // rows: the ids then lack room, where they start
    [InlineData(107, 9, 115)] // the codec of the inputs: said where its payload starts
    [InlineData(16, 0x5b, 16)] // a list for a header
    public void Read_OneByteIsWrong_NamesItsOffsetInTheBody(int at, byte value, long expected)
    {
        var bytes = Convert.FromHexString(GoldenTopK);
        bytes[at] = value;

        var exception = Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(bytes));

        Assert.Equal(expected, Assert.IsType<WireFormatException>(exception.InnerException).Offset);
        Assert.Contains($"At byte {expected}:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PhraseLengthsRunPastTheTokens_GivesResponseDeserializationException()
    {
        var bytes = Convert.FromHexString(GoldenPhrases);
        bytes[^28] = 3; // the second phrase's length: one more

        Assert.Equal(
            ReturnCode.ResponseDeserializationException,
            Assert.Throws<SynapseException>(() => Format.Read<TextCausalLMNext>(bytes, MessageKind.Answer)).ReturnCode);
    }

    [Fact]
    public void Read_HiddenStatesAreNaN_GivesInvalidResponse()
    {
        var bytes = Format.Write(new TextLastHiddenState { HiddenStates = new WireTensor<float>([1, float.NaN], 1, 1, 2) });

        Assert.Equal(
            ReturnCode.InvalidResponse,
            Assert.Throws<SynapseException>(() => Format.Read<TextLastHiddenState>(bytes, MessageKind.Answer)).ReturnCode);
    }
}
