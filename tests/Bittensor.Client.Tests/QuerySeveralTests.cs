using System.Text;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using static Bittensor.Client.Tests.DendriteUnderTest;

namespace Bittensor.Client.Tests;

public class QuerySeveralTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireForm.Binary)]
    [InlineData(WireForm.Sdk)]
    public async Task QuerySeveralAsync_OneOfThemFails_GivesEachItsOwnCode(WireForm form)
    {
        MultiSynapse? seen = null;
        await using var axon = new FakeAxon((request, stream, token) =>
        {
            var format = SynapseFormats.ForContentType(request.Headers["Content-Type"])!;
            seen = format.ReadMany(request.Body, SynapseCatalog.Default);
            var answer = new MultiSynapse { Items = [new(Answer()), new("TextLastHiddenState", new SynapseException(ReturnCode.NotImplemented, "no states"))] };
            return FakeAxon.SendAsync(stream, 200, format.ContentType, format.WriteMany(answer, MessageKind.Answer), [], token);
        });

        var answers = await Create(new DendriteOptions { Form = form })
            .QuerySeveralAsync(axon.Url, [Request(), new TextLastHiddenState()], Long, Cancel);

        Assert.Equal([1, 2], seen!.Inputs!.Values);
        Assert.Equal(60, seen.Timeout);
        Assert.Equal([3, 4, 5, 6], Assert.IsType<TextCausalLM>(answers[0].Synapse).Distributions!.Ids);
        Assert.Equal((ReturnCode.NotImplemented, "no states", null), (answers[1].ReturnCode, answers[1].Message, answers[1].Synapse));
    }

    [Theory]
    [InlineData("{\"synapses\":[{\"name\":\"TextCausalLM\"}]}", ReturnCode.ResponseShapeException)] // one too few
    [InlineData("{\"synapses\":[]}", ReturnCode.EmptyResponse)]
    [InlineData("{}", ReturnCode.EmptyResponse)]
    [InlineData("rubbish", ReturnCode.ResponseDeserializationException)]
    public async Task QuerySeveralAsync_AnswerAsAWholeIsWrong_GivesAllTheSameCode(string body, ReturnCode expected)
    {
        await using var axon = FakeAxon.Answering(200, "application/json", Encoding.UTF8.GetBytes(body));

        var answers = await Create().QuerySeveralAsync(axon.Url, [Request(), new TextLastHiddenState()], Long, Cancel);

        Assert.Equal([expected, expected], answers.Select(answer => answer.ReturnCode));
    }

    [Fact]
    public async Task QuerySeveralAsync_AnswersInAnotherOrder_AreRefused()
    {
        await using var axon = FakeAxon.Answering(
            200, "application/json", "{\"synapses\":[{\"name\":\"TextLastHiddenState\",\"hidden_states\":[[[1],[2]]]},{\"name\":\"Nonsense\"}]}"u8.ToArray());

        var answers = await Create().QuerySeveralAsync(axon.Url, [Request(), new TextLastHiddenState()], Long, Cancel);

        Assert.Equal([ReturnCode.InvalidResponse, ReturnCode.NotImplemented], answers.Select(answer => answer.ReturnCode));
    }

    [Fact]
    public async Task QueryManyAsync_OneAxonFails_KeepsTheOrder()
    {
        await using var good = FakeAxon.Answering(200, SynapseFormats.Binary.ContentType, SynapseFormats.Binary.Write(Answer()));
        await using var bad = FakeAxon.Answering(503, "text/plain", "busy"u8.ToArray());

        var answers = await Create().QueryManyAsync([good.Url, bad.Url, good.Url], Request(), Long, 2, Cancel);

        Assert.Equal([ReturnCode.Success, ReturnCode.Unavailable, ReturnCode.Success], answers.Select(answer => answer.ReturnCode));
    }
}
