using System.Text;
using System.Text.Json;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

public class MultiSynapseTests
{
    private static readonly ISynapseFormat Json = SynapseFormats.SdkJson;

    [Fact]
    public void ReadMany_SomeAreWrong_KeepsTheOthers()
    {
        var read = Json.ReadMany(Samples.Json("""
            {"synapses":[{"topk":3,"name":"TextCausalLM"},{"name":"Nonsense"},{"name":"TextSeq2Seq","num_beams":"many"},{"topk":1},
                         {"name":"TextCausalLM","inputs":[[1]]},{"name":"TextCausalLMNext"}, 5],
             "timeout":2.5,"inputs":[[1,2]],"mask":[[1,1]]}
            """), SynapseCatalog.Default);

        ReturnCode[] expected =
        [
            ReturnCode.Success, ReturnCode.NotImplemented, ReturnCode.RequestDeserializationException, ReturnCode.InvalidRequest,
            ReturnCode.InvalidRequest, ReturnCode.Success, ReturnCode.RequestDeserializationException,
        ];
        Assert.Equal(expected, read.Items.Select(item => item.ReturnCode));
        Assert.Equal(["TextCausalLM", "Nonsense", "TextSeq2Seq", "", "TextCausalLM", "TextCausalLMNext", ""], read.Items.Select(item => item.Name));
        var first = Assert.IsType<TextCausalLM>(read.Items[0].Synapse);
        Assert.Equal((3, 2.5), (first.TopK, first.Timeout));
        Assert.Same(read.Inputs, first.Inputs);
        Assert.Same(read.Mask, read.Items[5].Synapse!.Mask);
    }

    [Theory]
    [InlineData("""{"inputs":[[1]]}""", ReturnCode.EmptyRequest)]
    [InlineData("""{"inputs":[[1]],"synapses":[]}""", ReturnCode.EmptyRequest)]
    [InlineData("""{"inputs":[[1]],"synapses":{}}""", ReturnCode.RequestDeserializationException)]
    [InlineData("""{"inputs":[[1],[1,2]],"synapses":[{"name":"TextCausalLM"}]}""", ReturnCode.RequestShapeException)]
    [InlineData("""{"synapses":[{"name":"TextCausalLM"}""", ReturnCode.RequestDeserializationException)]
    [InlineData("""{"synapses":[{"name":"TextCausalLM","topk":,}]}""", ReturnCode.RequestDeserializationException)]
    public void ReadMany_BodyIsWrong_GivesCode(string json, ReturnCode expected) =>
        Assert.Equal(expected, Assert.Throws<SynapseException>(() => Json.ReadMany(Samples.Json(json), SynapseCatalog.Default)).ReturnCode);

    [Fact]
    public void ReadMany_TooManySynapses_GivesInvalidRequest()
    {
        var body = $$"""{"synapses":[{{string.Join(',', Enumerable.Repeat("""{"name":"TextCausalLM"}""", 17))}}]}""";

        Assert.Equal(ReturnCode.InvalidRequest, Assert.Throws<SynapseException>(() => Json.ReadMany(Samples.Json(body), SynapseCatalog.Default)).ReturnCode);
    }

    [Theory, MemberData(nameof(FormatRoundTripTests.ContentTypes), MemberType = typeof(FormatRoundTripTests))]
    public void ReadMany_WrittenRequest_SharesTheInputs(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var sent = new TextCausalLM { Inputs = new WireTensor<long>([5, 6], 1, 2), TopK = 9, Timeout = 4 };

        var body = format.WriteMany(MultiSynapse.Of(sent, new TextLastHiddenState()), MessageKind.Request);
        var read = format.ReadMany(body, SynapseCatalog.Default);

        Assert.Equal([5, 6], read.Items[1].Synapse!.Inputs!.Values);
        Assert.Equal((9, 4.0), (((TextCausalLM)read.Items[0].Synapse!).TopK, read.Timeout));
        Assert.Equal(1, Encoding.Latin1.GetString(body.Span).Split("\"inputs\"").Length - 1);
    }

    [Theory, MemberData(nameof(FormatRoundTripTests.ContentTypes), MemberType = typeof(FormatRoundTripTests))]
    public void ReadMany_WrittenAnswer_KeepsOrderAndCodes(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var failure = new SynapseException(ReturnCode.NucleusFull, "8 wait: try again");
        var answer = new MultiSynapse { Items = [new("TextLastHiddenState", failure), new(Samples.TextCausalLM()), new(Samples.TextCausalLMNext())] };

        var read = format.ReadMany(format.WriteMany(answer, MessageKind.Answer), SynapseCatalog.Default, MessageKind.Answer);

        Assert.Equal([ReturnCode.NucleusFull, ReturnCode.Success, ReturnCode.Success], read.Items.Select(item => item.ReturnCode));
        Assert.Equal("8 wait: try again", read.Items[0].Failure!.Message);
        Assert.Equal(12, Assert.IsType<TextCausalLM>(read.Items[1].Synapse).Distributions!.Ids.Length);
        Assert.Equal(7, Assert.IsType<TextCausalLMNext>(read.Items[2].Synapse).Phrases!.Tokens.Length);
    }

    [Fact]
    public void WriteMany_Answer_GivesEachItsStatus()
    {
        var answer = new MultiSynapse { Items = [new(new TextCausalLM()), new("X", new SynapseException(ReturnCode.NotImplemented, "no X"))] };

        using var json = JsonDocument.Parse(Json.WriteMany(answer, MessageKind.Answer));

        var axons = json.RootElement.GetProperty("synapses").EnumerateArray().Select(item => item.GetProperty("axon")).ToArray();
        Assert.Equal([200, 501], axons.Select(axon => axon.GetProperty("status_code").GetInt32()));
        Assert.Equal(["Success", "NotImplemented: no X"], axons.Select(axon => axon.GetProperty("status_message").GetString()));
    }
}
