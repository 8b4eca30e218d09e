using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.HostContract.Tests.Support;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Products;

/// <summary>The validator, as a host serves it: its routes, its timer and its queues.</summary>
public class ValidatorTests(ProductHosts hosts) : IClassFixture<ProductHosts>
{
    [Theory]
    [OnEveryHost]
    public async Task Round_OneAxon_ClosesAndEveryRouteTellsOfIt(HostKind kind)
    {
        var axon = await hosts.AxonAsync(kind);
        var validator = await hosts.StartValidatorAsync(kind);

        // 1. nobody changes the network without the key
        await AssertStatusAsync(validator, "POST", "metagraph", 401);
        await AssertStatusAsync(validator, "DELETE", "metagraph/0", 401);
        await AssertStatusAsync(validator, "GET", "poison", 401);
        await AssertStatusAsync(validator, "POST", "poison/replay", 401);

        // 2. the axon is registered, and a round closes in which it answered
        using var registered = await SendAsync(validator, "POST", "metagraph", JsonContent.Create(new { Hotkey = "5Contract", Url = axon.Http.BaseAddress }));
        Assert.True(registered.IsSuccessStatusCode, await registered.TextAsync());
        var uid = (await registered.JsonAsync()).GetProperty("uid").GetInt32();
        JsonElement round = default;
        await Eventually.TrueAsync(
            async () =>
            {
                round = (await JsonAsync(validator, "rounds")).GetProperty("rounds").EnumerateArray().FirstOrDefault(IsAnswered);
                return round.ValueKind == JsonValueKind.Object;
            },
            Contract.Patience,
            $"a round closes in which the axon answered\n{validator.Output}");

        // 3. what there is to read
        var id = round.GetProperty("id").GetInt64();
        Assert.Equal("Closed", (await JsonAsync(validator, $"rounds/{id}")).GetProperty("round").GetProperty("state").GetString());
        Assert.Equal(uid, Assert.Single((await JsonAsync(validator, $"Rounds/{id}/Scores")).GetProperty("scores").EnumerateArray().ToArray()).GetProperty("uid").GetInt32());
        Assert.NotEqual(0, (await JsonAsync(validator, "scores")).GetProperty("scores").GetArrayLength());
        Assert.NotEqual(0, (await JsonAsync(validator, $"axons/{uid}/history")).GetProperty("history").GetArrayLength());
        Assert.Equal("healthy", (await JsonAsync(validator, "health")).GetProperty("status").GetString());
        await AssertStatusAsync(validator, "GET", "metagraph", 200);
        await AssertStatusAsync(validator, "GET", "weights", 200);

        // 4. what no function takes, and what a function refuses
        await AssertStatusAsync(validator, "GET", "", 204);
        await AssertStatusAsync(validator, "POST", "rounds", 404);
        await AssertStatusAsync(validator, "GET", "nothing", 404);
        await AssertStatusAsync(validator, "GET", "rounds/words", 400);
        await AssertStatusAsync(validator, "GET", "rounds/999999999", 404);

        // 5. with the key
        using var poison = await SendAsync(validator, "GET", "poison");
        Assert.Equal(0, (await poison.JsonAsync()).GetProperty("messages").GetArrayLength());
        using var replay = await SendAsync(validator, "POST", "poison/replay");
        Assert.Equal(HttpStatusCode.OK, replay.StatusCode);
        using var removed = await SendAsync(validator, "DELETE", $"metagraph/{uid}");
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
    }

    private static bool IsAnswered(JsonElement round) =>
        round.GetProperty("state").GetString() == "Closed" && round.TryGetProperty("answered", out var answered)
        && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == 1;

    private static async Task<JsonElement> JsonAsync(RunningHost validator, string path)
    {
        using var answer = await validator.SendAsync("GET", path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.TextAsync()}");
        return await answer.JsonAsync();
    }

    private static async Task AssertStatusAsync(RunningHost validator, string method, string path, int status)
    {
        using var answer = await validator.SendAsync(method, path);
        Assert.Equal((path, status), (path, (int)answer.StatusCode));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningHost validator, string method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.Add("x-admin-key", ProductHosts.AdminKey);
        return await validator.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
