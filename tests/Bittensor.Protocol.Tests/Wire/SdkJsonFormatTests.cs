using System.Text.Json;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

public class SdkJsonFormatTests
{
    private static readonly ISynapseFormat Format = SynapseFormats.SdkJson;

    [Fact]
    public void Read_WhatTheSdkDumps_FillsTheFields()
    {
        // keys and nulls as model_dump() of SDK v10.2 gives them
        var synapse = Read<TextSeq2Seq>("""
            {"name":"TextSeq2Seq","timeout":7.0,"total_size":0,"header_size":0,
             "dendrite":{"status_code":null,"status_message":null,"process_time":"0.5","ip":"1.2.3.4","port":"8091","version":10002000,
                         "nonce":1700000000123456789,"uuid":"5ecbd69c","hotkey":"5F","signature":"0xab"},
             "axon":{"status_code":null,"ip":"4.3.2.1","port":8091,"hotkey":"5G"},"computed_body_hash":"",
             "inputs":null,"text":["Hello"],"num_beams":null,"topk":7,"seed":null,"generated_ids":null,"extra":{"deep":[[{}]]}}
            """);

        Assert.Equal((7.0, 5, 7, (long?)null), (synapse.Timeout, synapse.NumBeams, synapse.TopK, synapse.Seed));
        Assert.Equal(["Hello"], synapse.Text!);
        Assert.Equal((0.5, 8091, 1_700_000_000_123_456_789), (synapse.Dendrite!.ProcessTime, synapse.Dendrite.Port, synapse.Dendrite.Nonce));
    }

    [Theory]
    [InlineData("[[1,2],[3,4]]", new long[] { 1, 2, 3, 4 }, new[] { 2, 2 })]
    [InlineData("[1,2]", new long[] { 1, 2 }, new[] { 2 })]
    [InlineData("[[[1],[2]]]", new long[] { 1, 2 }, new[] { 1, 2, 1 })]
    [InlineData("[]", new long[0], new[] { 0 })]
    [InlineData("[[]]", new long[0], new[] { 1, 0 })]
    [InlineData("[[],[]]", new long[0], new[] { 2, 0 })]
    public void Read_NestedArrays_AreATensor(string json, long[] values, int[] shape)
    {
        var inputs = Read<TextCausalLM>($$"""{"inputs":{{json}}}""").Inputs!;

        Assert.Equal(values, inputs.Values);
        Assert.Equal(shape, inputs.Shape);
    }

    [Theory]
    [InlineData("[[1,2],[3]]")]
    [InlineData("[[1],2]")]
    [InlineData("[1,[2]]")]
    [InlineData("[[1,2],[3,[4]]]")]
    [InlineData("[[],[1]]")]
    [InlineData("[[[]],[]]")]
    [InlineData("[[],[[]]]")]
    [InlineData("[[[[[[[[[1]]]]]]]]]")]
    public void Read_RaggedArrays_GiveRequestShapeException(string json) =>
        Assert.Equal(ReturnCode.RequestShapeException, Code<TextCausalLM>($$"""{"inputs":{{json}}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("""{"topk":"many"}""")]
    [InlineData("""{"topk":1.5}""")]
    [InlineData("""{"topk":99999999999}""")]
    [InlineData("""{"topk":1,"topk":2}""")]
    [InlineData("""{"timeout":NaN}""")]
    [InlineData("""{"inputs":[[NaN]]}""")]
    [InlineData("""{"inputs":[[1.5]]}""")]
    [InlineData("""{"inputs":[["1"]]}""")]
    [InlineData("""{"inputs":[[null]]}""")]
    [InlineData("""{"inputs":[[9223372036854775808]]}""")]
    [InlineData("""{"inputs":"text"}""")]
    [InlineData("""{"inputs":{}}""")]
    [InlineData("""{"inputs":{"buffer":null,"dtype":"int64","shape":[1]}}""")]
    [InlineData("""{"text":"not a list"}""")]
    [InlineData("""{"text":[1]}""")]
    [InlineData("""{"text":["\ud800"]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"topk_ids":[[[1]]]}""")] // without probabilities
    public void Read_Malformed_GivesRequestDeserializationException(string json) =>
        Assert.Equal(ReturnCode.RequestDeserializationException, Code<TextCausalLM>(json));

    [Fact]
    public void Read_BytesThatAreNoUtf8_GiveRequestDeserializationException()
    {
        byte[] body = [.. "{\"text\":[\""u8, 0xff, 0xfe, .. "\"]}"u8];

        Assert.Equal(ReturnCode.RequestDeserializationException, Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(body)).ReturnCode);
    }

    [Fact]
    public void Read_NestedAThousandDeep_GivesRequestDeserializationException() =>
        Assert.Equal(ReturnCode.RequestDeserializationException, Code<TextCausalLM>($$"""{"extra":{{new string('[', 1000)}}{{new string(']', 1000)}}}"""));

    [Theory]
    [InlineData("""{"name":"TextSeq2Seq"}""")]
    [InlineData("""{"name":"textcausallm"}""")]
    public void Read_NameOfAnotherSynapse_GivesInvalidRequest(string json) => Assert.Equal(ReturnCode.InvalidRequest, Code<TextCausalLM>(json));

    [Fact]
    public void Read_FaultInAField_NamesFieldAndOffset()
    {
        var exception = Assert.Throws<SynapseException>(() => Read<TextCausalLM>("""{"name":"TextCausalLM","topk":"many"}"""));

        Assert.Contains("topk", exception.Message, StringComparison.Ordinal);
        Assert.Equal(30, Assert.IsType<WireFormatException>(exception.InnerException).Offset);
    }

    [Theory]
    [InlineData("""{"topk_ids":[[[1,2]]],"topk_probabilities":[[[0.5]]]}""", ReturnCode.ResponseShapeException)]
    [InlineData("""{"topk_ids":[[1,2]],"topk_probabilities":[[0.5,0.5]]}""", ReturnCode.ResponseShapeException)]
    [InlineData("""{"topk_ids":[[[4294967296]]],"topk_probabilities":[[[0.5]]]}""", ReturnCode.InvalidResponse)]
    [InlineData("""{"topk_ids":[[[1]]],"topk_probabilities":[[[1e39]]]}""", ReturnCode.InvalidResponse)]
    public void Read_AnswerContradictsItself_GivesTheResponsesCodes(string json, ReturnCode expected) =>
        Assert.Equal(expected, Assert.Throws<SynapseException>(() => Format.Read<TextCausalLM>(Samples.Json(json), MessageKind.Answer)).ReturnCode);

    [Theory]
    [InlineData("""{"phrase_tokens":[1,2],"phrase_lengths":[[1,2]],"phrase_probabilities":[[0.5,0.5]],"floor_probabilities":[0]}""")] // 3 of 2
    [InlineData("""{"phrase_tokens":[1,2],"phrase_lengths":[[3,-1]],"phrase_probabilities":[[0.5,0.5]],"floor_probabilities":[0]}""")]
    [InlineData("""{"phrase_tokens":[1,2],"phrase_lengths":[[1,1]],"phrase_probabilities":[[0.5,0.5]],"floor_probabilities":[0,0]}""")]
    [InlineData("""{"phrase_tokens":[[1,2]],"phrase_lengths":[[1,1]],"phrase_probabilities":[[0.5,0.5]],"floor_probabilities":[0]}""")]
    public void Read_PhrasesContradictThemselves_GivesResponseShapeException(string json) => Assert.Equal(
        ReturnCode.ResponseShapeException,
        Assert.Throws<SynapseException>(() => Format.Read<TextCausalLMNext>(Samples.Json(json), MessageKind.Answer)).ReturnCode);

    [Fact]
    public void Write_Answer_HasWhatTheSdkNeeds()
    {
        using var json = JsonDocument.Parse(Format.Write(new TextCausalLM()));

        Assert.Equal("TextCausalLM", json.RootElement.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("axon").ValueKind);
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("dendrite").ValueKind);
        Assert.False(json.RootElement.TryGetProperty("inputs", out _));
        Assert.False(json.RootElement.TryGetProperty("distributions", out _));
    }

    [Fact]
    public void Write_TextCausalLM_ExpandsTheDistributions()
    {
        var read = Format.Read<TextCausalLM>(Format.Write(Samples.TextCausalLM()));

        Assert.Equal([2, 3, 2], read.TopKIds!.Shape);
        Assert.Equal([2, 3, 2], read.TopKProbabilities!.Shape);
        Assert.Equal(50256, read.TopKIds.Values[^1]);
    }

    private static T Read<T>(string json)
        where T : Synapse => Format.Read<T>(Samples.Json(json));

    private static ReturnCode Code<T>(string json)
        where T : Synapse => Assert.Throws<SynapseException>(() => Read<T>(json)).ReturnCode;
}
