using Bittensor.Protocol;
using Bittensor.Scoring;
using Bittensor.Testing;

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
        var row = new ResponseRow(new(7), 42, "key", ReturnCode.Success, "", Measures, ReturnCode.Success, 12345, StorageBench.Start);

        await Responses.TryAddAsync(row, Token);

        Assert.Equal(row, Assert.Single(await Responses.ListAsync(new(7), Token)));
        Assert.True(await Responses.ExistsAsync(new(7), 42, Token));
        Assert.False(await Responses.ExistsAsync(new(7), 43, Token));
        Assert.False(await Responses.ExistsAsync(new(8), 42, Token));
    }

    [Fact]
    public async Task Responses_SecondOfAnAxon_IsRefused()
    {
        var row = new ResponseRow(new(7), 42, "key", ReturnCode.Timeout, "first", null, null, 0, StorageBench.Start);
        await Responses.TryAddAsync(row, Token);

        Assert.False(await Responses.TryAddAsync(row with { Message = "second" }, Token));

        Assert.Equal(row, Assert.Single(await Responses.ListAsync(new(7), Token)));
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
        ScoreRow[] rows = [.. Enumerable.Range(0, 250).Select(uid => new ScoreRow(uid, new(1), true, Statistics(uid)))];

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
        HistoryRow[] rows = [.. weights.Select(axon => Entry(axon.Uid, 3) with { Weight = axon.Weight, Emitted = axon.Emitted })];

        await History.WriteAsync(rows, Token);
        await History.WriteAsync(rows, Token);

        Assert.Equal(weights[1..], await Weights.ListAsync(new(3), Token));
        Assert.Empty(await Weights.ListAsync(new(4), Token));
    }

    private ResponseStore Responses => _bench.Get<ResponseStore>();

    private ScoreStore Scores => _bench.Get<ScoreStore>();

    private HistoryStore History => _bench.Get<HistoryStore>();

    private WeightStore Weights => _bench.Get<WeightStore>();

    private static AxonStatistics Statistics(int uid) => Enumerable.Range(0, uid % 5).Aggregate(
        AxonStatistics.New($"key{uid}"), (axon, i) => axon.Next(i == 3 ? null : Measures with { ResponseTime = i }, new()));

    private static HistoryRow Entry(int uid, int round) =>
        new(uid, new(round), $"key{uid}", ReturnCode.Success, 1 + round, 2, 3, 4, 5e6, 6, 7, 0.5, uid == 1 ? null : 0.25);
}
