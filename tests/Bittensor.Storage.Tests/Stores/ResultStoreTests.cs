using Azure.Data.Tables;
using Bittensor.Protocol;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Statistics;
using Bittensor.Validation.Weights;

namespace Bittensor.Storage.Tests;

/// <summary>Responses, scores, history and weights.</summary>
public sealed class ResultStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly AxonMeasures Measures = new(new(3.5, 4.5), new(5.5, 6.5), 0.125);

    private readonly StorageBench _bench = new(azurite);

    private static CancellationToken Token => StorageBench.Token;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Responses_Success_ReadsBackTheSame()
    {
        var row = new AxonResult(new(7), 42, "key", ReturnCode.Success, "", Measures, ReturnCode.Success, 12345, StorageBench.Start);

        await Responses.TryAddAsync(row, Token);

        Assert.Equal(row, Assert.Single(await Responses.ListAsync(new(7), Token)));
        Assert.True(await Responses.ExistsAsync(new(7), 42, Token));
        Assert.False(await Responses.ExistsAsync(new(7), 43, Token));
        Assert.False(await Responses.ExistsAsync(new(8), 42, Token));
    }

    [Fact]
    public async Task Responses_SecondOfAnAxon_IsRefused()
    {
        var row = new AxonResult(new(7), 42, "key", ReturnCode.Timeout, "first", null, null, 0, StorageBench.Start);
        await Responses.TryAddAsync(row, Token);

        Assert.False(await Responses.TryAddAsync(row with { Message = "second" }, Token));

        Assert.Equal(row, Assert.Single(await Responses.ListAsync(new(7), Token)));
    }

    [Fact]
    public async Task Responses_Evidence_ReadsBackTheSame()
    {
        ComparisonInputs evidence = new([3.25, 1 / 3d], [5.5, 92.1034], new([0, 2, 3], [7, 50256, 3], [0.5f, 0.25f, 1f / 3]));

        var read = await WriteAndReadAsync(evidence);

        Assert.Equal(evidence.NextLosses, read!.NextLosses);
        Assert.Equal(evidence.CausalLosses, read.CausalLosses);
        Assert.Equal(evidence.FirstTokens!.Offsets, read.FirstTokens!.Offsets);
        Assert.Equal(evidence.FirstTokens.Tokens, read.FirstTokens.Tokens);
        Assert.Equal(evidence.FirstTokens.Probabilities, read.FirstTokens.Probabilities);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(256)]
    public async Task Responses_AsMuchEvidenceAsARoundHas_FitsIntoTheRow(int tasks)
    {
        var entries = FirstTokens.MostEntries(tasks);
        FirstTokens tokens = new(
            [.. Enumerable.Range(0, tasks + 1).Select(task => task * entries)],
            [.. Enumerable.Range(0, tasks * entries).Select(entry => entry % entries)],
            [.. Enumerable.Repeat(1f / entries, tasks * entries)]);

        var read = await WriteAndReadAsync(new(new double[tasks], new double[tasks], tokens));

        Assert.InRange(entries, 40, 128);
        Assert.True(read!.FirstTokens!.AreValid());
        Assert.Equal(tasks, read.FirstTokens.Batch);
    }

    [Fact]
    public async Task Responses_EvidenceOfAnotherForm_IsLeftOut()
    {
        var row = Success(1) with { Measures = Measures with { Evidence = new([1], null, null) } };
        await Responses.TryAddAsync(row, Token);
        await ChangeAsync("00001", entity => (entity["TaskLosses"], entity["FirstTokens"]) = (new byte[9], "text"));

        var read = Assert.Single(await Responses.ListAsync(new(7), Token));

        Assert.Equal(Measures, read.Measures);
    }

    public static TheoryData<string, object?> Nonsense => new()
    {
        { "ReturnCode", "NoSuchCode" },
        { "ReturnCode", 3 },
        { "ReturnCode", "Timeout" },
        { "Loss", null },
        { "Loss", double.NaN },
        { "LossVal", 3L },
        { "LossVal", "3.5" },
        { "ResponseTime", null },
        { "Hotkey", null },
        { "At", 5L },
    };

    [Theory] // one row that cannot be read must not keep a round from being closed
    [MemberData(nameof(Nonsense))]
    public async Task Responses_RowMakesNoSense_CountsAsNotAsked(string column, object? value)
    {
        await Responses.TryAddAsync(Success(1), Token);
        await Responses.TryAddAsync(Success(2), Token);
        await ChangeAsync("00001", entity => entity[column] = value);

        var read = await Responses.ListAsync(new(7), Token);

        Assert.Equal((1, false, null), (read[0].Uid, read[0].WasAsked, read[0].Measures));
        Assert.Equal(Success(2), read[1]);
    }

    [Fact]
    public async Task Responses_EndlessMessage_IsCut()
    {
        await Responses.TryAddAsync(new(new(7), 1, "key", ReturnCode.InvalidResponse, new string('x', 100_000), null, null, 0, StorageBench.Start), Token);

        Assert.Equal(1000, (await Responses.ListAsync(new(7), Token))[0].Message.Length);
    }

    [Fact]
    public async Task Scores_RowsOverOneTransaction_AllRead()
    {
        AxonScore[] rows = [.. Enumerable.Range(0, 250).Select(uid => new AxonScore(uid, new(1), true, Statistics(uid)))];

        Assert.True(await Scores.TryWriteAsync(rows, Token));

        var read = await Scores.ListAsync(Token);
        Assert.Equal(rows.Select(row => (row.Uid, row.LastRound, row.Statistics)), read.Select(row => (row.Uid, row.LastRound, row.Statistics)));
    }

    [Fact]
    public async Task Scores_ChangedSinceRead_NothingOfTheTransactionIsWritten()
    {
        await Scores.TryWriteAsync([new(0, new(1), true, Statistics(0)), new(1, new(1), true, Statistics(1))], Token);
        var stale = await Scores.ListAsync(Token);
        await Scores.TryWriteAsync([stale[1] with { LastRound = new(2) }], Token);

        Assert.False(await Scores.TryWriteAsync([.. stale.Select(row => row with { LastRound = new(3) })], Token));

        Assert.Equal([1L, 2L], (await Scores.ListAsync(Token)).Select(row => row.LastRound.Number));
    }

    [Fact]
    public async Task Scores_NewRowThatIsThere_IsRefused()
    {
        await Scores.TryWriteAsync([new(0, new(1), true, Statistics(0))], Token);

        Assert.False(await Scores.TryWriteAsync([new(0, new(2), true, Statistics(0))], Token));
    }

    [Fact]
    public async Task History_SeveralRoundsAndNeighbours_IsNewestFirstOfOneAxon()
    {
        foreach (var round in new[] { 1, 2, 10 })
        {
            await History.WriteAsync([.. Enumerable.Range(0, 12).Select(uid => Entry(uid, round))], Token);
            await History.WriteAsync([.. Enumerable.Range(0, 12).Select(uid => Entry(uid, round))], Token);
        }

        Assert.Equal([Entry(1, 10), Entry(1, 2), Entry(1, 1)], await History.ListAsync(1, 100, null, Token));
        Assert.Equal([Entry(11, 10), Entry(11, 2)], await History.ListAsync(11, 2, null, Token));
        Assert.Equal([Entry(1, 2), Entry(1, 1)], await History.ListAsync(1, 100, new RoundId(10), Token));
        Assert.Equal([Entry(1, 2)], await History.ListAsync(1, 1, new RoundId(10), Token));
        Assert.Empty(await History.ListAsync(99, 100, null, Token));
    }

    [Fact]
    public async Task History_OfARound_IsByUidInPages()
    {
        await History.WriteAsync([.. Enumerable.Range(0, 230).Select(uid => Entry(uid, 3))], Token);
        await History.WriteAsync([Entry(7, 4)], Token);

        Assert.Equal(Enumerable.Range(0, 230).Select(uid => Entry(uid, 3)), await History.ListAsync(new RoundId(3), 1000, null, Token));
        Assert.Equal([Entry(101, 3), Entry(102, 3)], await History.ListAsync(new RoundId(3), 2, 100, Token));
        Assert.Equal([Entry(7, 4)], await History.ListAsync(new RoundId(4), 1000, null, Token));
    }

    [Fact]
    public async Task Weights_OfARound_AreThosePublishedByUid()
    {
        AxonWeight[] weights = [.. Enumerable.Range(0, 130).Select(uid => new AxonWeight(uid, uid / 1000d, (ushort)(uid * 500)))];
        HistoryEntry[] rows = [.. weights.Select(axon => Entry(axon.Uid, 3) with { Weight = axon.Weight, Emitted = axon.Emitted })];

        await History.WriteAsync(rows, Token);
        await History.WriteAsync(rows, Token);

        Assert.Equal(weights[1..], await Weights.ListAsync(new(3), Token));
        Assert.Empty(await Weights.ListAsync(new(4), Token));
    }

    [Fact]
    public async Task ScoresAndHistory_TermsOfTheGroup_ReadBackTheSame()
    {
        GroupTerms terms = new(Synergy: 1.5, CausalSynergy: 0.25, LeaveOneOut: -0.125, Excess: 10);
        await Scores.TryWriteAsync([new(0, new(1), true, Statistics(3) with { Group = terms }), new(1, new(1), true, Statistics(0))], Token);
        await History.WriteAsync([Entry(0, 1) with { Group = terms, Causal = new(5.5, 6.5) }], Token);

        Assert.Equal([terms, GroupTerms.None], (await Scores.ListAsync(Token)).Select(row => row.Statistics.Group));
        Assert.Equal(Entry(0, 1) with { Group = terms, Causal = new(5.5, 6.5) }, Assert.Single(await History.ListAsync(0, 10, null, Token)));
        Assert.Equal(terms, Assert.Single(await History.ListAsync(new RoundId(1), 10, null, Token)).Group);
    }

    [Fact]
    public async Task Remove_HistoryOfARound_TakesItFromEveryAxonAndNoOther()
    {
        foreach (var round in new[] { 1, 2, 3 })
        {
            await History.WriteAsync([.. Enumerable.Range(0, 230).Select(uid => Entry(uid, round))], Token);
        }

        await History.RemoveAsync(new(2), Token);
        await History.RemoveAsync(new(2), Token);

        Assert.Empty(await History.ListAsync(new RoundId(2), 1000, null, Token));
        Assert.Equal(230, (await History.ListAsync(new RoundId(3), 1000, null, Token)).Count);
        foreach (var uid in new[] { 0, 99, 100, 229 })
        {
            Assert.Equal([Entry(uid, 3), Entry(uid, 1)], await History.ListAsync(uid, 1000, null, Token));
        }
    }

    [Fact] // interrupted before: some of the rows by axon are gone, all those by round are there
    public async Task Remove_HistoryHalfRemoved_TakesTheRest()
    {
        await History.WriteAsync([.. Enumerable.Range(0, 230).Select(uid => Entry(uid, 2))], Token);
        var table = await _bench.Get<StorageClients>().TableAsync(TableNames.ScoreHistory, Token);
        await foreach (var row in table.QueryAsync<TableEntity>(entity => entity.PartitionKey == "0001", maxPerPage: 7, cancellationToken: Token))
        {
            if (row.GetInt32("Uid") % 2 == 0)
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Token);
            }
        }

        await History.RemoveAsync(new(2), Token);

        Assert.False(await table.QueryAsync<TableEntity>(cancellationToken: Token).AnyAsync(Token));
        Assert.Empty(await History.ListAsync(new RoundId(2), 1000, null, Token));
    }

    [Fact]
    public async Task Remove_ResponsesOfARound_LeavesOtherRounds()
    {
        foreach (var uid in Enumerable.Range(0, 120))
        {
            await Responses.TryAddAsync(Success(uid), Token);
        }

        await Responses.TryAddAsync(Success(5) with { RoundId = new(8) }, Token);

        await Responses.RemoveAsync(new(7), Token);
        await Responses.RemoveAsync(new(7), Token);

        Assert.Empty(await Responses.ListAsync(new(7), Token));
        Assert.Single(await Responses.ListAsync(new(8), Token));
    }

    private IResultStore Responses => _bench.Get<IResultStore>();

    private IScoreStore Scores => _bench.Get<IScoreStore>();

    private IHistoryStore History => _bench.Get<IHistoryStore>();

    private IWeightStore Weights => _bench.Get<IWeightStore>();

    private static AxonResult Success(int uid) =>
        new(new(7), uid, "key", ReturnCode.Success, "", Measures, ReturnCode.Success, 12345, StorageBench.Start);

    private async Task<ComparisonInputs?> WriteAndReadAsync(ComparisonInputs evidence)
    {
        await Responses.TryAddAsync(Success(1) with { Measures = Measures with { Evidence = evidence } }, Token);
        return Assert.Single(await Responses.ListAsync(new(7), Token)).Measures!.Evidence;
    }

    private async Task ChangeAsync(string row, Action<TableEntity> change)
    {
        var table = await _bench.Get<StorageClients>().TableAsync(TableNames.Responses, Token);
        var entity = (await table.GetEntityAsync<TableEntity>(new RoundId(7).ToString(), row, cancellationToken: Token)).Value;
        change(entity);
        await table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Token);
    }

    private static AxonStatistics Statistics(int uid) => Enumerable.Range(0, uid % 5).Aggregate(
        AxonStatistics.New($"key{uid}"), (axon, i) => axon.Next(i == 3 ? null : Measures with { ResponseTime = i }, new()));

    private static HistoryEntry Entry(int uid, int round) =>
        new(uid, new(round), $"key{uid}", ReturnCode.Success, 1 + round, 2, 3, 4, 5e6, 6, 7, 0.5, uid == 1 ? null : 0.25);
}
