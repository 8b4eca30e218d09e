using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire.Sdk;

/// <remarks>
/// The buffers were made apart from this code: in Python, <c>struct.pack</c> for the elements, and the map's bytes put
/// together by hand after the msgpack specification (0x85, then for each key 0xc4, its length and its letters, …), as
/// msgpack-numpy 0.4.8 orders them; NumpyVectorTests compares with bytes that msgpack-numpy itself made.
/// </remarks>
public class SdkTensorTests
{
    private const string Ones = "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAQAAAAAAAAACAAAAAAAAAA==";

    [Theory]
    [InlineData("int8", "hcQCbmTDxAR0eXBlo3xpMcQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQC/wI=", -1, 2)]
    [InlineData("uint8", "hcQCbmTDxAR0eXBlo3x1McQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQC/wI=", 255, 2)]
    [InlineData("int16", "hcQCbmTDxAR0eXBlozxpMsQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQE1P4CAA==", -300, 2)]
    [InlineData("int32", "hcQCbmTDxAR0eXBlozxpNMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQIkO7+/wIAAAA=", -70000, 2)]
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAA761f7///8CAAAAAAAAAA==", -5000000000, 2)]
    [InlineData("bool", "hcQCbmTDxAR0eXBlo3xiMcQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQCAQA=", 1, 0)]
    [InlineData("torch.int16", "hcQCbmTDxAR0eXBlozxpMsQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQE1P4CAA==", -300, 2)]
    [InlineData("int64", "haJuZMOkdHlwZaM8aTika2luZKClc2hhcGWSAQKkZGF0YbABAAAAAAAAAAIAAAAAAAAA", 1, 2)] // text strings for keys and data
    public void Read_IntegersOfAnyWidth_AreWidened(string dtype, string buffer, long first, long second)
    {
        var inputs = Read<TextCausalLM>("inputs", dtype, buffer, "[1,2]").Inputs!;

        Assert.Equal([first, second], inputs.Values);
        Assert.Equal([1, 2], inputs.Shape);
    }

    [Theory]
    [InlineData("float16", "hcQCbmTDxAR0eXBlozxmMsQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQEAD4AtA==")]
    [InlineData("float32", "hcQCbmTDxAR0eXBlozxmNMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQIAADAPwAAgL4=")]
    [InlineData("torch.float64", "hcQCbmTDxAR0eXBlozxmOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAAAAAAAA+D8AAAAAAADQvw==")]
    public void Read_FloatsOfAnyWidth_AreMadeFloat32(string dtype, string buffer) =>
        Assert.Equal([1.5f, -0.25f], Read<TextLastHiddenState>("hidden_states", dtype, buffer, "[2]").HiddenStates!.Values);

    [Theory]
    [InlineData("[1,2]", new[] { 1, 2 })]
    [InlineData("[2,1]", new[] { 2, 1 })] // the SDK reshapes to this one
    [InlineData("[2]", new[] { 2 })]
    [InlineData("null", new[] { 1, 2 })]
    public void Read_ShapeOfTheSameSize_Wins(string shape, int[] expected) =>
        Assert.Equal(expected, Read<TextCausalLM>("inputs", "int64", Ones, shape).Inputs!.Shape);

    [Fact]
    public void Read_NumpyScalar_HasNoDimensions() =>
        Assert.Empty(Read<TextCausalLM>("inputs", "int64", "g8QCbmTCxAR0eXBlozxpOMQEZGF0YcQIBwAAAAAAAAA=", "[0]").Inputs!.Shape);

    [Theory]
    [InlineData("int32", Ones, "[1,2]")] // dtype and buffer disagree
    [InlineData("bfloat16", Ones, "[1,2]")]
    [InlineData("torch.", Ones, "[1,2]")]
    [InlineData("float32", "hcQCbmTDxAR0eXBlozxmNMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQIAADAPwAAgL4=", "[1,2]")] // floats as ids
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAQAAAAAAAAACAAAAAAAA", "[1,2]")] // cut off
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAQAAAAAAAAACAAAAAAAAAAA=", "[1,2]")] // a byte more
    [InlineData("int64", "hcQCbmTDxAR0eXBloz5pOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQAAAAAAAAAAEAAAAAAAAAAg==", "[1,2]")] // big-endian
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQBT8QFc2hhcGWSAQLEBGRhdGHEEAEAAAAAAAAAAgAAAAAAAAA=", "[1,2]")] // a pickled object
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luYsQAxAVzaGFwZZIBAsQEZGF0YcQQAQAAAAAAAAACAAAAAAAAAA==", "[1,2]")] // a key kinb
    [InlineData("int64", "hMQCbmTDxARraW5kxADEBXNoYXBlkgECxARkYXRhxBABAAAAAAAAAAIAAAAAAAAA", "[1,2]")] // no type
    [InlineData("int64", "hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZkBAgEBAQEBAQHEBGRhdGHEEAEAAAAAAAAAAgAAAAAAAAA=", "[1,2]")] // rank 9
    [InlineData("int64", "gZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkQ==", "[1,2]")]
    [InlineData("int64", "3/////8=", "[1,2]")] // a map of 2^32 - 1 entries
    [InlineData("int64", "kA==", "[1,2]")]
    [InlineData("int64", "", "[1,2]")]
    [InlineData("int64", "no base64", "[1,2]")]
    [InlineData("int64", Ones, "[1.5]")]
    [InlineData("int64", Ones, "[99999999999]")]
    public void Read_BufferIsMalformed_GivesRequestDeserializationException(string dtype, string buffer, string shape) =>
        Assert.Equal(ReturnCode.RequestDeserializationException, Assert.Throws<SynapseException>(() => Read<TextCausalLM>("inputs", dtype, buffer, shape)).ReturnCode);

    [Theory]
    [InlineData(Ones, "[3]")]
    [InlineData(Ones, "[1,0]")]
    [InlineData(Ones, "[-1,-2]")]
    [InlineData(Ones, "[2147483647,2147483647,2147483647]")]
    [InlineData("hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQIAQAAAAAAAAA=", "[1,2]")] // 8 bytes for two
    [InlineData("hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZL//sQEZGF0YcQQAQAAAAAAAAACAAAAAAAAAA==", "[1,2]")] // [-1,-2]
    [InlineData("hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZLOf////85/////xARkYXRhxBABAAAAAAAAAAIAAAAAAAAA", "[1,2]")] // 2^62
    public void Read_ShapeDisagrees_GivesRequestShapeException(string buffer, string shape) =>
        Assert.Equal(ReturnCode.RequestShapeException, Assert.Throws<SynapseException>(() => Read<TextCausalLM>("inputs", "int64", buffer, shape)).ReturnCode);

    [Theory]
    [InlineData("float32", "hcQCbmTDxAR0eXBlozxmNMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQIAADAfwAAgD8=")] // NaN
    [InlineData("float64", "hcQCbmTDxAR0eXBlozxmOMQEa2luZMQAxAVzaGFwZZIBAsQEZGF0YcQQnHUAiDzkN34AAAAAAADwPw==")] // 1e300
    public void Read_NotFinite_GivesInvalidRequest(string dtype, string buffer) =>
        Assert.Equal(ReturnCode.InvalidRequest, Assert.Throws<SynapseException>(() => Read<TextLastHiddenState>("hidden_states", dtype, buffer, "[2]")).ReturnCode);

    [Theory]
    [InlineData("torch.int64", "torch.int64", "torch.float32")]
    [InlineData("int64", "int64", "float32")]
    public void Write_AnswerToADialect_KeepsIt(string asked, string ids, string probabilities)
    {
        var synapse = Read<TextCausalLM>("inputs", asked, Ones, "[1,2]");
        synapse.Distributions = new TopKDistributions(2, 1, 50257, [1, 2], [.5f, .5f]);

        using var json = System.Text.Json.JsonDocument.Parse(SynapseFormats.SdkJson.Write(synapse));

        Assert.Equal(ids, json.RootElement.GetProperty("topk_ids").GetProperty("dtype").GetString());
        Assert.Equal(probabilities, json.RootElement.GetProperty("topk_probabilities").GetProperty("dtype").GetString());
    }

    private static T Read<T>(string field, string dtype, string buffer, string shape)
        where T : Synapse =>
        SynapseFormats.SdkJson.Read<T>(Samples.Json($$$"""{"{{{field}}}": {"buffer": "{{{buffer}}}", "dtype": "{{{dtype}}}", "shape": {{{shape}}}}}"""));
}
