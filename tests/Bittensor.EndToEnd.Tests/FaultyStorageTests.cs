using System.Text.RegularExpressions;
using Bittensor.Client;
using Bittensor.LocalHost;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork;
using Bittensor.Testing;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The real validator over a storage that misbehaves, through a proxy.</summary>
public sealed partial class FaultyStorageTests
{
    private const int Axons = 24;

    /// <summary>A message that was received in an answer that got lost stays hidden for the host's ten minutes: its axon is then
    /// not asked, and the round ends at its deadline.</summary>
    private static readonly (string Name, string Value)[] ShortRounds =
        [("Round__RoundTimeout", "00:00:06"), ("Round__AnswerTimeout", "00:00:03"), ("Storage__NetworkTimeout", "00:00:01")];

    private static readonly Fault[] Everything =
    [
        new(FaultKind.Refused, 500), new(FaultKind.Refused, 503), new(FaultKind.Refused, 409), new(FaultKind.Refused, 412),
        new(FaultKind.Denied, 500), new(FaultKind.Denied, 503), new(FaultKind.Denied, 409), new(FaultKind.Denied, 412),
        new(FaultKind.Broken), new(FaultKind.Hung),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rounds_StorageFailsAtRandom_EndConsistentAndGoOn()
    {
        var queues = new RandomFaults(seed: 1, share: 0.05, [.. Everything.Where(fault => fault.Kind != FaultKind.Hung)]);
        var tables = new RandomFaults(seed: 2, share: 0.1, Everything);
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using var storage = await FaultyStorage.StartAsync(bench.Azurite, queues.Choose, tables.Choose);
        await using (var platform = new Platform(() => bench.StartValidator(storage.ConnectionString, ShortRounds)))
        {
            await Eventually.TrueAsync(() => platform.KeepsUpAsync(() => Task.FromResult(queues.Count + tables.Count > 100)), TimeSpan.FromMinutes(6));
            queues.Stop();
            tables.Stop();
            await Eventually.TrueAsync(
                () => platform.KeepsUpAsync(async () => HasAllAnswers(await (await bench.ReadyAsync(platform.Host)).RoundsAsync(Token))),
                TimeSpan.FromMinutes(4));
        }

        Assert.NotEmpty((await bench.AuditAsync()).Rounds);
    }

    [Fact]
    public async Task Rounds_EveryMessageComesTwice_CountOnce()
    {
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using var storage = await FaultyStorage.StartAsync(
            bench.Azurite, (method, path) => method == "POST" && Messages().IsMatch(path) ? new(FaultKind.Doubled) : Fault.None, (_, _) => Fault.None);
        await using (var validator = bench.StartValidator(storage.ConnectionString))
        {
            await ClosedAfterAsync(await bench.ReadyAsync(validator), round: 2);
        }

        var audit = await bench.AuditAsync();

        Assert.All(audit.Responses, response => Assert.True(response.WasAsked));
    }

    [Fact]
    public async Task Rounds_TwoValidatorsAtOnce_CountOnce()
    {
        await using var bench = await SimulatedBench.StartAsync(Axons);
        await using (var first = bench.StartValidator())
        await using (var second = bench.StartValidator())
        {
            await Task.WhenAll(ClosedAfterAsync(await bench.ReadyAsync(first), round: 3), ClosedAfterAsync(await bench.ReadyAsync(second), round: 3));
        }

        var audit = await bench.AuditAsync();

        Assert.All(audit.Responses, response => Assert.True(response.WasAsked));
    }

    /// <summary>A round in which no axon is missing.</summary>
    private static bool HasAllAnswers(IEnumerable<RoundInfo> rounds) => rounds.Any(found => found.IsClosed && found.Answered == found.Axons);

    private static Task ClosedAfterAsync(ValidatorClient client, long round) => Eventually.TrueAsync(
        async () => (await client.RoundsAsync(Token)).Any(found => found.Id > round && found.IsClosed), TimeSpan.FromMinutes(4));

    [GeneratedRegex(@"/messages(\?|$)")]
    private static partial Regex Messages();

    /// <summary>Starts a host again when it has ended, as the platform does: the Functions host ends by itself when storage does not let
    /// it delete a message.</summary>
    private sealed class Platform(Func<AppProcess> start) : IAsyncDisposable
    {
        public AppProcess Host { get; private set; } = start();

        public async Task<bool> KeepsUpAsync(Func<Task<bool>> condition)
        {
            if (Host.HasExited)
            {
                await Host.DisposeAsync();
                Host = start();
                return false;
            }

            try
            {
                return await condition();
            }
            catch (Exception exception) when (exception is LocalHostException or HttpRequestException)
            {
                return false; // it ended meanwhile
            }
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
