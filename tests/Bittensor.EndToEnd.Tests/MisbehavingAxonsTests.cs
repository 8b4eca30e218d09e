using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;
using Bittensor.Testing;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The real validator asks axons that do everything wrong, over real connections.</summary>
public sealed class MisbehavingAxonsTests
{
    private const int MaxResponseBytes = 200_000;

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["Prompt"] = ["Success"],
        ["Copy"] = ["Success"],
        ["Slow"] = ["Success"],
        ["Trickles"] = ["Timeout"],
        ["Refuses"] = ["Success", "NucleusFull"],
        ["BreaksOff"] = ["Unavailable"],
        ["Garbage"] = ["ResponseDeserializationException"],
        ["Floods"] = ["InvalidResponse"],
        ["MassOverOne"] = ["InvalidResponse"],
        ["ProbabilityOverOne"] = ["InvalidResponse"],
        ["Negative"] = ["InvalidResponse"],
        ["NotANumber"] = ["InvalidResponse"],
        ["IdOutOfRange"] = ["InvalidResponse"],
        ["OtherBatch"] = ["ResponseShapeException"],
    };

    [Fact]
    public async Task Round_AxonsDoEverythingWrong_EachHasItsReturnCodeAndTheHonestTheirScores()
    {
        await using var bench = await SimulatedBench.StartAsync(axons: 64);
        await using (var validator = bench.StartValidator(changes: ("Dendrite__MaxResponseBytes", $"{MaxResponseBytes}")))
        {
            var client = await bench.ReadyAsync(validator);
            await Eventually.TrueAsync(async () => (await client.RoundsAsync(TestContext.Current.CancellationToken)).Any(round => round.IsClosed));
        }

        var audit = await bench.AuditAsync();

        Assert.All(audit.Responses, response =>
        {
            var behaviour = bench.Axons[response.Uid].Behaviour;
            Assert.True(Expected[behaviour].Contains(response.Outcome), $"{behaviour}: {response.Outcome}, {response.Message}");
            Assert.InRange(response.BytesReceived, 0, MaxResponseBytes + 1);
        });
        Assert.Equal(Expected.Keys.Order(), audit.Responses.Select(response => bench.Axons[response.Uid].Behaviour).Distinct().Order());
        var copies = audit.Responses.Where(response => bench.Axons[response.Uid].Behaviour == "Copy");
        Assert.Single(copies.Where(response => response.RoundId.Number == 1).Select(response => response.Measures!.Next).Distinct());
    }
}
