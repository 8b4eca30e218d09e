using System.Text.RegularExpressions;
using Bittensor.Client;
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
        await using (var validator = bench.StartValidator(storage.ConnectionString, ShortRounds))
        {
            var client = await bench.ReadyAsync(validator);
            await Eventually.TrueAsync(() => queues.Count + tables.Count > 100, TimeSpan.FromMinutes(4));
            queues.Stop();
            tables.Stop();
            await EventuallyAllAnswerAsync(client);
            Assert.False(validator.HasExited);
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

    /// <summary>A round in which nobody is missing.</summary>
    private static Task EventuallyAllAnswerAsync(ValidatorClient client) => Eventually.TrueAsync(
        async () => (await client.RoundsAsync(Token)).Any(found => found.IsClosed && found.Answered == found.Axons), TimeSpan.FromMinutes(4));

    private static Task ClosedAfterAsync(ValidatorClient client, long round) => Eventually.TrueAsync(
        async () => (await client.RoundsAsync(Token)).Any(found => found.Id > round && found.IsClosed), TimeSpan.FromMinutes(4));

    [GeneratedRegex(@"/messages(\?|$)")]
    private static partial Regex Messages();
}
