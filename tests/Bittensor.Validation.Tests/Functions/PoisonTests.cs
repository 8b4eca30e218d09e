using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using Bittensor.Testing;

namespace Bittensor.Validation.Tests;

public sealed class PoisonTests(ValidatorApp app) : IClassFixture<ValidatorApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_MessageOfAnOldRound_IsShownAndThenDone()
    {
        const string Message = "{\"roundId\":999999,\"uid\":0}"; // of a round that there is not: nothing is left to do
        var poison = new QueueClient(app.ConnectionString, "query-axon-poison", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await poison.CreateIfNotExistsAsync(cancellationToken: Token);
        await poison.SendMessageAsync(Message, Token);

        using var list = await app.SendAsync(HttpMethod.Get, "poison");
        var shown = Assert.Single((await list.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("messages").EnumerateArray());
        Assert.Equal(("query-axon", Message), (shown.GetProperty("queue").GetString(), shown.GetProperty("text").GetString()));

        using var replay = await app.SendAsync(HttpMethod.Post, "poison/replay");
        var replayed = (await replay.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("replayed");
        Assert.Equal((1, 0), (replayed.GetProperty("query-axon").GetInt32(), replayed.GetProperty("close-round").GetInt32()));
        var queue = new QueueClient(app.ConnectionString, "query-axon");
        await Eventually.TrueAsync(async () => (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);
        Assert.Null((await poison.PeekMessageAsync(Token)).Value);
    }

    [Theory]
    [InlineData("GET", "poison")]
    [InlineData("POST", "poison/replay")]
    public async Task Poison_WithoutTheKey_IsRefused(string method, string path)
    {
        using var answer = await app.SendAsync(new HttpMethod(method), path, key: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
