using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Testing;

namespace Bittensor.Validation.Tests;

/// <summary>Every function through the started app.</summary>
public sealed class ValidatorAppTests(ValidatorApp app) : IClassFixture<ValidatorApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // one test, since the app runs one round after the other
    public async Task App_RegisteredAxons_AreScoredRoundByRound()
    {
        // 1. register: unreachable for metadata, so only what the request says is known
        app.Axons.Answer(0, 0.05);
        app.Axons.Answer(1, 0.02);
        app.Axons.Fail(2, ReturnCode.Unavailable);
        for (var axon = 0; axon < 3; axon++)
        {
            var registered = await app.SendAsync(HttpMethod.Post, "metagraph", new { hotkey = $"key{axon}", url = FakeDendrite.UrlOf(axon), name = $"axon {axon}", stake = axon });
            Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
            Assert.Equal(axon, (await registered.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("uid").GetInt32());
        }

        Assert.Equal(["key0", "key1", "key2"], Texts((await app.GetAsync("metagraph")).GetProperty("axons"), "hotkey"));

        // 2. rounds start and close by themselves
        await Eventually.TrueAsync(async () => await RoundsOfThreeAsync() >= 2);

        // 3. what came of them
        var board = await app.GetAsync("scores");
        var scores = board.GetProperty("scores");
        Assert.Equal("Closed", board.GetProperty("round").GetProperty("state").GetString());
        Assert.Equal(["axon 0", "axon 1", "axon 2"], Texts(scores, "name"));
        Assert.Equal([1, 2, 3], scores.EnumerateArray().Select(score => score.GetProperty("rank").GetInt32()));
        Assert.Equal(Math.Log(20), scores[0].GetProperty("loss").GetDouble(), 1e-5);
        Assert.Equal(0.25, scores[0].GetProperty("medianResponseTime").GetDouble());
        Assert.Equal([1, 1, 0], scores.EnumerateArray().Select(score => score.GetProperty("shareAnswered").GetDouble()));
        Assert.Equal([true, true, false], scores.EnumerateArray().Select(score => score.GetProperty("responded").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, scores[2].GetProperty("loss").ValueKind);

        var weights = (await app.GetAsync("weights")).GetProperty("weights");
        Assert.Equal([0, 1], weights.EnumerateArray().Select(weight => weight.GetProperty("uid").GetInt32()));
        Assert.Equal(65535, weights[0].GetProperty("u16").GetInt32());
        Assert.Equal(1, weights.EnumerateArray().Sum(weight => weight.GetProperty("weight").GetDouble()), 1e-9);

        var id = board.GetProperty("round").GetProperty("id").GetInt64();
        var round = await app.GetAsync($"rounds/{id}");
        Assert.Equal(["Success", "Success", "Unavailable"], Texts(round.GetProperty("responses"), "returnCode"));
        Assert.Equal((2, 6, 4), (round.GetProperty("tasks").GetArrayLength(), round.GetProperty("tasks")[0].GetArrayLength(), round.GetProperty("sequenceLength").GetInt32()));
        Assert.Equal(1, (await app.GetAsync($"rounds?limit=1&before={id}")).GetProperty("rounds").GetArrayLength());
        Assert.Equal(2, (await app.GetAsync("axons/2/history?limit=2")).GetProperty("history").GetArrayLength());
        Assert.Equal("healthy", (await app.GetAsync("health")).GetProperty("status").GetString());

        // 4. one leaves
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Delete, "metagraph/2")).StatusCode);
        Assert.Equal(2, (await app.GetAsync("scores")).GetProperty("scores").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await app.SendAsync(HttpMethod.Delete, "metagraph/2")).StatusCode);
    }

    [Theory]
    [InlineData("POST", "metagraph", null, 401)]
    [InlineData("POST", "metagraph", "wrong", 401)]
    [InlineData("DELETE", "metagraph/0", null, 401)]
    [InlineData("POST", "metagraph", ValidatorApp.AdminKey, 400)]
    [InlineData("DELETE", "metagraph/x", ValidatorApp.AdminKey, 400)]
    [InlineData("DELETE", "metagraph/70000", ValidatorApp.AdminKey, 400)]
    [InlineData("GET", "rounds/x", null, 400)]
    [InlineData("GET", "rounds/9999999999", null, 404)]
    [InlineData("GET", "rounds?limit=0", null, 400)]
    [InlineData("GET", "rounds?limit=1001", null, 400)]
    [InlineData("GET", "rounds?before=x", null, 400)]
    [InlineData("GET", "weights?round=-1", null, 400)]
    [InlineData("GET", "axons/x/history", null, 400)]
    [InlineData("GET", "axons/1/history?limit=x", null, 400)]
    public async Task Request_Bad_IsRefusedWithProblem(string method, string path, string? key, int expected)
    {
        var response = await app.SendAsync(new(method), path, method == "POST" ? new { hotkey = "k", url = "nowhere" } : null, key);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    private async Task<int> RoundsOfThreeAsync() => (await app.GetAsync("rounds")).GetProperty("rounds").EnumerateArray()
        .Count(round => round.GetProperty("state").GetString() == "Closed" && round.GetProperty("axons").GetInt32() == 3);

    private static IEnumerable<string> Texts(JsonElement array, string property) => array.EnumerateArray().Select(item => item.GetProperty(property).GetString()!);
}
