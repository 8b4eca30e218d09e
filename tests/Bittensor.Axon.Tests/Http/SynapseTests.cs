using System.Globalization;
using System.Net;
using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.Axon.Tests.Http;

public class SynapseTests(AxonProcess axon)
{
    /// <summary>What SDK v10 sends for a synapse over "Hello world!": model_dump() with its Tensor, msgpack in msgpack-numpy's form.</summary>
    private const string SdkBody = """
        {"name":"TextCausalLMNext","timeout":12.0,"total_size":0,"header_size":0,
         "dendrite":{"status_code":null,"status_message":null,"process_time":null,"ip":"127.0.0.1","port":null,"version":10002000,
                     "nonce":1700000000123456789,"uuid":"5ecbd69c","hotkey":"5F","signature":"0xab"},
         "axon":{"status_code":null,"status_message":null,"process_time":null,"ip":"127.0.0.1","port":8091,"version":null,
                 "nonce":null,"uuid":null,"hotkey":"5G","signature":null},
         "computed_body_hash":"","required_hash_fields":[],
         "inputs":{"buffer":"hcQCbmTDxAR0eXBlozxpOMQEa2luZMQAxAVzaGFwZZIBA8QEZGF0YcQYiDwAAAAAAADjAwAAAAAAAAAAAAAAAAAA","dtype":"int64","shape":[1,3]},
         "topk":5,"phrase_tokens":null,"phrase_lengths":null,"phrase_probabilities":null,"floor_probabilities":null}
        """;

    [Fact]
    public async Task Post_AsTheSdkSends_AnswersTheSameObjectFilledIn()
    {
        using var answer = await axon.PostAsync("TextCausalLMNext", SdkBody);
        var json = await answer.JsonAsync();

        Assert.Equal("TextCausalLMNext", json.GetProperty("name").GetString());
        Assert.Equal(200, json.GetProperty("axon").GetProperty("status_code").GetInt32());
        Assert.Equal("Success", json.GetProperty("axon").GetProperty("status_message").GetString());
        Assert.Equal([1, 3], json.GetProperty("inputs").GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal([1, 5], json.GetProperty("phrase_probabilities").GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal("float32", json.GetProperty("phrase_probabilities").GetProperty("dtype").GetString());
        Assert.Equal("200", answer.Header("bt_header_axon_status_code"));
        Assert.Equal("Success", answer.Header("bt_header_axon_status_message"));
        Assert.Equal(AxonProcess.Hotkey, answer.Header("bt_header_axon_hotkey"));
        Assert.InRange(double.Parse(answer.Header("bt_header_axon_process_time"), CultureInfo.InvariantCulture), 1e-6, 60);
    }

    [Fact]
    public async Task Post_EveryForm_GivesTheSameAnswer()
    {
        using var sdk = await axon.PostAsync("TextCausalLMNext", SdkBody);
        using var plain = await axon.PostAsync("TextCausalLMNext", """{"inputs":[[15496,995,0]],"topk":5}""");
        using var text = await axon.PostAsync("TextCausalLMNext", """{"text":["Hello world!"],"topk":5}""");
        var asked = new TextCausalLMNext { Inputs = new([15496, 995, 0], 1, 3), TopK = 5 };
        using var binary = await axon.PostAsync("TextCausalLMNext", SynapseFormats.Binary.Write(asked), SynapseFormats.Binary.ContentType);

        var expected = (await sdk.SynapseAsync<TextCausalLMNext>()).Phrases!;
        foreach (var answer in new[] { plain, text, binary })
        {
            var phrases = (await answer.SynapseAsync<TextCausalLMNext>()).Phrases!;
            Assert.Equal(expected.Tokens, phrases.Tokens);
            Assert.Equal(expected.Probabilities, phrases.Probabilities);
            Assert.Equal(expected.Floors, phrases.Floors);
        }

        Assert.Equal(SynapseFormats.Binary.ContentType, binary.Content.Headers.ContentType!.MediaType);
        (await binary.SynapseAsync<TextCausalLMNext>()).ValidateAnswer(asked);
    }

    [Fact]
    public async Task Post_AcceptHeader_PicksTheFormOfTheAnswer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "TextCausalLMNext") { Content = new StringContent(SdkBody) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Accept.ParseAdd(SynapseFormats.Binary.ContentType);
        using var answer = await axon.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(SynapseFormats.Binary.ContentType, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Post_TextSeq2Seq_GivesTextAndStandardTokens()
    {
        using var answer = await axon.PostAsync("TextSeq2Seq", """{"text":["Hello","The"],"num_to_generate":6,"num_return_sequences":2}""");
        var synapse = await answer.SynapseAsync<TextSeq2Seq>();
        Assert.Equal(4, synapse.GeneratedText!.Count);
        Assert.Equal(4, synapse.GeneratedIds!.Shape[0]);
    }

    [Fact]
    public async Task Post_TextCausalLM_AnswersInStandardTokensWhateverTheModels()
    {
        using var answer = await axon.PostAsync("TextCausalLM", """{"text":["Hello world!","Hello"],"topk":7}""");
        var distributions = (await answer.SynapseAsync<TextCausalLM>()).Distributions!;
        Assert.Equal((6, 7), (distributions.Rows, distributions.TopK));
        Assert.All(Enumerable.Range(0, 6), row => AnswerChecks.Distribution("topk_probabilities", row, distributions.ProbabilitiesOf(row)));
        Assert.InRange(distributions.ProbabilitiesOf(2)[0], 2f / StandardVocabulary.Size, 1);
    }

    [Fact]
    public async Task Post_TextLastHiddenState_HasOneStateAStandardToken()
    {
        using var answer = await axon.PostAsync("TextLastHiddenState", """{"text":["Hello world!"]}""");
        var states = (await answer.SynapseAsync<TextLastHiddenState>()).HiddenStates!;
        Assert.Equal([1, 3], states.Shape[..2]);
        Assert.Contains(states.Values, value => value != 0);
    }

    [Fact]
    public async Task PostSynapses_Several_AnsweredInOrderEachWithItsCode()
    {
        using var answer = await axon.PostAsync("synapses", """
            {"text":["Hello"],"synapses":[{"name":"TextCausalLMNext","topk":3},{"name":"Nonsense"},{"name":"TextCausalLMNext","topk":0},
                                          {"name":"TextSeq2Seq","num_beams":1,"num_to_generate":2},{"name":"TextCausalLM","topk":2}]}
            """);
        var synapses = (await answer.JsonAsync()).GetProperty("synapses").EnumerateArray().ToArray();
        Assert.Equal([200, 501, 422, 200, 200], synapses.Select(synapse => synapse.GetProperty("axon").GetProperty("status_code").GetInt32()));
        Assert.Equal(JsonValueKind.Object, synapses[0].GetProperty("phrase_probabilities").ValueKind);
        Assert.Equal(1, synapses[3].GetProperty("generated_text").GetArrayLength());
        Assert.Equal([1, 1, 2], synapses[4].GetProperty("topk_ids").GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public async Task PostSynapses_BinaryForm_IsAnsweredInIt()
    {
        var asked = MultiSynapse.Of(new TextCausalLMNext { Text = ["Hello"], TopK = 4 }, new TextCausalLMNext { Text = ["Hello"], TopK = 2 });
        using var answer = await axon.PostAsync("synapses", SynapseFormats.Binary.WriteMany(asked, MessageKind.Request), SynapseFormats.Binary.ContentType);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var items = SynapseFormats.Binary.ReadMany(body, SynapseCatalog.Default, MessageKind.Answer).Items;
        Assert.Equal([4, 2], items.Select(item => ((TextCausalLMNext)item.Synapse!).Phrases!.TopK));
    }

    [Fact]
    public async Task PostSynapses_None_IsEmptyRequest()
    {
        using var answer = await axon.PostAsync("synapses", """{"text":["Hello"],"synapses":[]}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
