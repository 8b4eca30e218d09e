using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Azurite;
using Bittensor.LocalNetwork;
using Bittensor.Testing;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The real validator process, killed in the middle of rounds and started again on the same storage.</summary>
public sealed class ValidatorKilledTests : IDisposable
{
    private const string Key = "key";
    private const int Kills = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("killed-");
    private readonly HttpClient _http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Kill_InTheMiddleOfARound_RoundEndsWithEveryAxonCountedOnce()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Token);
        await using var launcher = new Launcher(_http, _data);
        var folder = new DirectoryInfo(SampleModels.SampleModels.Folder("nano"));
        var axons = await launcher.StartAxonsAsync([new(0, "first", folder), new(1, "second", folder)], _ => { }, Token);
        var settings = ValidatorSettings.Create(azurite.ConnectionString, "*/3 * * * * *", Key);
        var registered = false;

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var doomed = AppProcess.Start($"validator-{kill}", AppPaths.Validator, settings, _data);
            var client = new ValidatorClient(_http, (await doomed.WaitUntilReadyAsync(_http, Token)).Address, Key);
            foreach (var axon in registered ? [] : axons)
            {
                await client.RegisterAsync(axon, Token);
            }

            registered = true;
            await Eventually.TrueAsync(async () => (await client.RoundsAsync(Token)).Any(round => !round.IsClosed), Limit);
            using var process = Process.GetProcessById(doomed.Id);
            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        await using var last = AppProcess.Start("validator-last", AppPaths.Validator, settings, _data);
        var address = (await last.WaitUntilReadyAsync(_http, Token)).Address;
        var validator = new ValidatorClient(_http, address, Key);
        var interrupted = (await validator.RoundsAsync(Token)).Max(round => round.Id);
        await Eventually.TrueAsync(async () => (await validator.RoundsAsync(Token)).Any(round => round.Id == interrupted && round.IsClosed), Limit);

        foreach (var round in (await validator.RoundsAsync(Token)).Where(round => round.Id <= interrupted))
        {
            Assert.True(round.IsClosed);
            Assert.Equal((2, 2), (round.Axons, round.Answered));
        }

        Assert.Equal(await HistoryAsync(address, 0, interrupted), await HistoryAsync(address, 1, interrupted));
    }

    /// <summary>Rounds up to the last interrupted one in an axon's history, each of which must be there once.</summary>
    private async Task<long[]> HistoryAsync(Uri validator, int uid, long last)
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>(new Uri(validator, $"axons/{uid}/history"), Token);
        long[] rounds = [.. answer.GetProperty("history").EnumerateArray().Select(row => row.GetProperty("round").GetInt64()).Where(round => round <= last).Order()];
        Assert.Equal(Enumerable.Range(1, (int)last).Select(round => (long)round), rounds);
        return rounds;
    }
}
