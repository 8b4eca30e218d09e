using System.Text.Json;
using Bittensor.Testing;
using Bittensor.Validation.Metagraph;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bittensor.Validation.Tests;

public class AxonMetadataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Read_AxonBelowAPath_AsksItsMetadata(string end)
    {
        await using var axon = await StartAsync("""{"model":"m","tokenizer":"t"}""");

        var profile = await Read(new(axon.Urls.Single() + "/some/axon" + end));

        Assert.Equal(("m", "t"), (profile.Model, profile.Tokenizer));
    }

    [Fact]
    public async Task Read_NoJson_IsUnknown()
    {
        await using var axon = await StartAsync("<html>");

        Assert.Equal(AxonProfile.Unknown, await Read(new(axon.Urls.Single() + "/some/axon")));
    }

    [Fact]
    public async Task Read_NobodyThere_IsUnknown() => Assert.Equal(AxonProfile.Unknown, await Read(new($"http://127.0.0.1:{FreePort.Next()}")));

    private static async Task<AxonProfile> Read(Uri axon)
    {
        await using var services = new ServiceCollection().AddHttpClient().AddLogging().BuildServiceProvider();
        return await new AxonMetadata(services.GetRequiredService<IHttpClientFactory>(), NullLogger<AxonMetadata>.Instance).ReadAsync(axon, Token);
    }

    private static async Task<WebApplication> StartAsync(string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/some/axon/metadata", () => Microsoft.AspNetCore.Http.Results.Text(body, "application/json"));
        await app.StartAsync(Token);
        return app;
    }

    [Theory] // flat, and with objects
    [InlineData("""{"name":"n","model":"m","tokenizer":"t","vocabularySize":9,"synapses":["A","B"]}""")]
    [InlineData("""{"name":"n","model":{"name":"m"},"tokenizer":{"name":"t","vocabularySize":9},"synapses":[{"name":"A"},{"name":"B"}]}""")]
    public void ToProfile_Metadata_IsRead(string json)
    {
        var profile = AxonMetadata.ToProfile(JsonSerializer.Deserialize<JsonElement>(json));

        Assert.Equal(("n", "m", "t", 9), (profile.Name, profile.Model, profile.Tokenizer, profile.VocabularySize));
        Assert.Equal(["A", "B"], profile.Synapses);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"name":3,"model":[],"tokenizer":{},"vocabularySize":1.5,"synapses":"A"}""")]
    [InlineData("""{"synapses":[null,3,{}]}""")]
    public void ToProfile_Anything_IsUnknown(string json)
    {
        var profile = AxonMetadata.ToProfile(JsonSerializer.Deserialize<JsonElement>(json));

        Assert.Equal((null, null, null, null), (profile.Name, profile.Model, profile.Tokenizer, profile.VocabularySize));
        Assert.Empty(profile.Synapses);
    }
}
