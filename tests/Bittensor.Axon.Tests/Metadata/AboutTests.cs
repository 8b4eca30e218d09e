using System.Net;
using System.Text.RegularExpressions;
using Bittensor.Axon.Tests.Http;
using Bittensor.Testing;
using Bittensor.Testing.TinyModels;

namespace Bittensor.Axon.Tests.Metadata;

public class AboutTests(AxonProcess axon)
{
    [Fact]
    public async Task Health_Ready_Is200()
    {
        using var answer = await GetAsync("health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ready", (await answer.JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Metadata_TinyModel_SaysWhatItCanDo()
    {
        using var answer = await GetAsync("metadata");
        var metadata = await answer.JsonAsync();
        Assert.Equal("position-ids", metadata.GetProperty("model").GetString());
        Assert.Equal(TinyModel.VocabularySize, metadata.GetProperty("vocabularySize").GetInt32());
        Assert.Equal(TinyModel.ContextLength, metadata.GetProperty("contextLength").GetInt32());
        Assert.Equal(
            ["TextCausalLM", "TextCausalLMNext", "TextLastHiddenState", "TextSeq2Seq"], metadata.GetProperty("synapses").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(AxonProcess.BodyLimit, metadata.GetProperty("limits").GetProperty("bodyBytes").GetInt32());
        Assert.Equal("Cpu", metadata.GetProperty("executionProvider").GetString());
        Assert.True(metadata.GetProperty("parameterBytes").GetInt64() > 1000);
    }

    [Fact]
    public async Task OpenApi_ServedSynapses_ArePaths()
    {
        using var answer = await GetAsync("openapi.json");
        var document = await answer.JsonAsync();
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").TryGetProperty("/TextCausalLMNext", out _));
        Assert.True(document.GetProperty("paths").TryGetProperty("/TextLastHiddenState", out _));
    }

    [Fact]
    public async Task Home_Browser_SeesThePage()
    {
        using var answer = await GetAsync("");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("position-ids", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public Task Log_Ready_GivesTimeAndMemory() => // log lines reach the host on a way of their own
        Eventually.TrueAsync(() => Regex.IsMatch(
            axon.Output(), @"Serving position-ids \(TextCausalLM, TextCausalLMNext, TextLastHiddenState, TextSeq2Seq\): ready \d+\.\d\d s .* \d+ MiB"));

    private Task<HttpResponseMessage> GetAsync(string route) =>
        axon.Http.GetAsync(new Uri(route, UriKind.Relative), TestContext.Current.CancellationToken);
}
