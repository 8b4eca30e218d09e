using Azure.Data.Tables;
using Bittensor.Protocol;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Validation.Tests;

/// <summary>Rounds that are scored by each policy.</summary>
public sealed class ScoringPolicyTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => ValidatorBench.Token;

    [Fact] // each knows one of the two tasks: alone (3 + 5) / 2 = 4 nats, together 3.57
    public async Task Round_WithSynergy_PaysAxonsThatKnowDifferentTasks()
    {
        await using var bench = await RunAsync("WithSynergy");

        var scores = await bench.Get<IScoreStore>().ListAsync(Token);
        var law = new ScalingLaw();
        var measured = -Math.Log((Math.Exp(-3) + Math.Exp(-5)) / 2);
        var share = (law.ToScore(measured) - law.ToScore(4)) / 2 * 2 / 3; // two pairs of the three differ
        Assert.Equal([2 * share / 2, share / 2, share / 2], scores.Select(row => row.Statistics.Group.Synergy!.Value), (a, b) => Math.Abs(a - b) < 1e-3 * a);
        Assert.All(scores, row => Assert.Equal(law.ToScore(4) + row.Statistics.Group.Synergy!.Value, row.Statistics.Score!.Value, 0.1));
        var history = Assert.Single(await bench.Get<IHistoryStore>().ListAsync(0, 10, null, Token));
        Assert.Equal(scores[0].Statistics.Group, history.Group);
    }

    [Fact]
    public async Task Round_LeaveOneOut_PaysTheAxonThatHasNoTwin()
    {
        await using var bench = await RunAsync("LeaveOneOut");

        var scores = await bench.Get<IScoreStore>().ListAsync(Token);
        Assert.Equal(scores[1].Statistics.Score, scores[2].Statistics.Score);
        Assert.True(scores[0].Statistics.Score > scores[1].Statistics.Score);
        Assert.All(scores, row => Assert.Equal(Math.Max(0, row.Statistics.Group.LeaveOneOut!.Value), row.Statistics.Score!.Value));
    }

    [Fact]
    public async Task Round_Divergence_LowersTheScoreOfTheOneThatDiffers()
    {
        await using var bench = new ValidatorBench(azurite, ("Scoring:Divergence", "true"), ("Scoring:DivergencePenalty", "3"));
        await bench.RegisterAsync([.. Enumerable.Range(0, 12)]);
        foreach (var axon in Enumerable.Range(0, 12))
        {
            bench.Axons.Set(axon, request => request is TextCausalLMNext next
                ? (Answers.Next(next, 0.05, other: axon == 11 ? 1000 : 1), ReturnCode.Success)
                : (null, ReturnCode.NotImplemented));
        }

        await bench.RunRoundAsync();

        var scores = (await bench.Get<IScoreStore>().ListAsync(Token)).Select(row => row.Statistics).ToArray();
        Assert.All(scores[..11], axon => Assert.Equal(0, axon.Group.Excess));
        Assert.InRange(scores[11].Group.Excess!.Value, 5, 10);
        Assert.Equal(scores[0].Loss, scores[11].Loss);
        Assert.Equal(scores[0].Score!.Value / (1 + (3 * scores[11].Group.Excess!.Value)), scores[11].Score!.Value, 1e-6);
    }

    [Theory]
    [InlineData("Individual")]
    [InlineData("WithSynergy")]
    [InlineData("LeaveOneOut")]
    public async Task Close_RowMakesNoSense_OthersAreScoredAllTheSame(string policy)
    {
        await using var bench = new ValidatorBench(azurite, ("Scoring:Policy", policy), ("Scoring:Divergence", "true"));
        await bench.RegisterAsync(0, 1, 2);
        SetAnswers(bench);
        await bench.TickAsync();
        await bench.WorkAsync();
        var table = await bench.Get<StorageClients>().TableAsync(TableNames.Responses, Token);
        await table.UpdateEntityAsync(new TableEntity(new RoundId(1).ToString(), "00001") { ["Loss"] = "nonsense" }, Azure.ETag.All, TableUpdateMode.Replace, Token);

        Assert.True((await bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);

        Assert.Equal([0, 2], (await bench.Get<IScoreStore>().ListAsync(Token)).Select(row => row.Uid));
        var summary = (await bench.Get<IRoundStore>().FindAsync(new(1), Token))!.Summary!;
        Assert.Equal((2, 1), (summary.Answered, summary.ReturnCodes["NotAsked"]));
    }

    [Fact] // more axons than one transaction holds: the process dies at each call to storage, between the transactions too
    public async Task Apply_DiesBetweenTransactions_EndsAsIfUndisturbed()
    {
        var expected = await ApplyAsync(new CrashPolicy());
        for (var call = 1; call <= expected.Calls; call++)
        {
            Assert.Equal(expected.Tables, (await ApplyAsync(new CrashPolicy { CrashAt = call, AfterEffect = call % 2 == 0 })).Tables);
        }
    }

    [Fact] // two of three lose 0.7 and 0.9 more than they use to: the silent one's average moves by a tenth of 0.8
    public async Task Apply_SilentInAHarderRound_CountsAsLosingMore()
    {
        await using var bench = new ValidatorBench(azurite);
        await bench.Get<StatisticsUpdate>().ApplyAsync(new(1), [Response(1, 0, 3, 3), Response(1, 1, 4, 4), Response(1, 2, 5, 5)], Token);

        await bench.Get<StatisticsUpdate>().ApplyAsync(new(2), [Response(2, 0, 3.7, 3.7), Response(2, 1, 4.9, 4.9), Silent(2, 2)], Token);

        Assert.Equal([3.07, 4.09, 5.08], (await bench.Get<IScoreStore>().ListAsync(Token)).Select(row => Math.Round(row.Statistics.Loss!.Value, 9)));
    }

    /// <summary>Two rounds of 230 axons; in the second all lose more and some are silent, and the process may die.</summary>
    private async Task<(IReadOnlyList<string> Tables, int Calls)> ApplyAsync(CrashPolicy storage)
    {
        await using var bench = new ValidatorBench(azurite, ("Scoring:Policy", "WithSynergy"));
        AxonResult[] first = [.. Enumerable.Range(0, 230).Select(uid => Response(1, uid, 2 + (uid % 7), 4 - (uid % 3)))];
        AxonResult[] second = [.. Enumerable.Range(0, 230).Select(uid => uid % 5 == 0 ? Silent(2, uid) : Response(2, uid, 3.3 + (uid % 7), 5 - (uid % 3)))];
        await bench.Get<StatisticsUpdate>().ApplyAsync(new(1), first, Token);
        await bench.RestartAsync(storage);
        try
        {
            await bench.Get<StatisticsUpdate>().ApplyAsync(new(2), second, Token);
        }
        catch (Exception e) when (e is CrashException or AggregateException)
        {
            await bench.RestartAsync(new CrashPolicy());
            await bench.Get<StatisticsUpdate>().ApplyAsync(new(2), second, Token);
        }

        return (await bench.DumpAsync(), storage.Calls);
    }

    private static AxonResult Response(int round, int uid, double first, double second) =>
        new(new(round), uid, $"hotkey{uid}", ReturnCode.Success, "", Measures(first, second), null, 0, ValidatorBench.Start);

    private static AxonResult Silent(int round, int uid) =>
        new(new(round), uid, $"hotkey{uid}", ReturnCode.Timeout, "", null, null, 0, ValidatorBench.Start);

    private static AxonMeasures Measures(double first, double second) =>
        new(new((first + second) / 2, 5), null, 0.25) { Evidence = new([first, second], null, null) };

    private async Task<ValidatorBench> RunAsync(string policy)
    {
        var bench = new ValidatorBench(azurite, ("Scoring:Policy", policy));
        await bench.RegisterAsync(0, 1, 2);
        SetAnswers(bench);
        await bench.RunRoundAsync();
        return bench;
    }

    /// <summary>Axon 0 knows the first task better, axons 1 and 2 the second.</summary>
    private static void SetAnswers(ValidatorBench bench)
    {
        foreach (var axon in Enumerable.Range(0, 3))
        {
            double[] items = axon == 0 ? [Math.Exp(-3), Math.Exp(-5)] : [Math.Exp(-5), Math.Exp(-3)];
            bench.Axons.Set(axon, request => request is TextCausalLMNext next
                ? (Answers.Next(next, items), ReturnCode.Success)
                : (null, ReturnCode.NotImplemented));
        }
    }
}
