using Bittensor.Testing;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Tests;

public sealed class RoundStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly RoundSummary Summary =
        new(StorageBench.Start.AddMinutes(2), 3, 4.5, 3.5, 17, 0.25, new Dictionary<string, int> { ["Success"] = 3, ["Timeout"] = 1 });

    private readonly StorageBench _bench = new(azurite);

    private static CancellationToken Token => StorageBench.Token;

    private IRoundStore Store => _bench.Get<IRoundStore>();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact] // 32 tasks of 72 tokens, 4096 axons
    public async Task Find_LargeRound_HasItsTasksAndUids()
    {
        var round = Round(1, tasks: 32, axons: 4096);

        Assert.True(await Store.TryAddAsync(round, Token));

        var found = await Store.FindAsync(round.Id, Token);
        Assert.Equal(round.Tasks, found!.Tasks);
        Assert.Equal(round.Uids, found.Uids);
        Assert.Equal((round.Due, round.StartedAt, round.Deadline, 64, 4096), (found.Due, found.StartedAt, found.Deadline, found.SequenceLength, found.AxonCount));
        Assert.Null(found.Summary);
    }

    [Fact]
    public async Task TryAdd_SameRoundAgain_KeepsTheFirst()
    {
        await Store.TryAddAsync(Round(1, axons: 2), Token);

        Assert.False(await Store.TryAddAsync(Round(1, axons: 3), Token));

        Assert.Equal(2, (await Store.FindAsync(new(1), Token))!.AxonCount);
    }

    [Fact]
    public async Task List_SeveralRounds_NewestFirst()
    {
        foreach (var number in new[] { 9, 11, 10, 100 })
        {
            await Store.TryAddAsync(Round(number), Token);
        }

        Assert.Equal([100L, 11, 10], (await Store.ListAsync(3, null, Token)).Select(round => round.Id.Number));
        Assert.Equal([10L, 9], (await Store.ListAsync(3, new(11), Token)).Select(round => round.Id.Number));
    }

    [Fact]
    public async Task ListOld_ByTimeAndNumber_NewestFirst()
    {
        foreach (var number in Enumerable.Range(1, 6))
        {
            await Store.TryAddAsync(Round(number) with { StartedAt = StorageBench.Start.AddMinutes(number) }, Token);
        }

        var before = StorageBench.Start.AddMinutes(5);
        Assert.Equal([4L, 3L, 2L, 1L], (await Store.ListOldAsync(before, new(6), 10, Token)).Select(id => id.Number));
        Assert.Equal([4L, 3L], (await Store.ListOldAsync(before, new(6), 2, Token)).Select(id => id.Number));
        Assert.Equal([2L, 1L], (await Store.ListOldAsync(before, new(3), 10, Token)).Select(id => id.Number));
    }

    [Fact]
    public async Task Remove_Twice_LeavesOtherRounds()
    {
        await Store.TryAddAsync(Round(1), Token);
        await Store.TryAddAsync(Round(2), Token);

        await Store.RemoveAsync(new(1), Token);
        await Store.RemoveAsync(new(1), Token);

        Assert.Equal([2L], (await Store.ListAsync(10, null, Token)).Select(round => round.Id.Number));
    }

    [Fact]
    public async Task Advance_Closed_KeepsTasksAndHasSummary()
    {
        await Store.TryAddAsync(Round(1), Token);

        Assert.True(await Store.AdvanceAsync(new(1), RoundState.Closed, Summary, Token));

        var round = await Store.FindAsync(new(1), Token);
        Assert.Equal(RoundState.Closed, round!.State);
        Assert.Equivalent(Summary, round.Summary, strict: true);
        Assert.Equal(72, round.Tasks[0].Length);
    }

    [Theory]
    [InlineData(RoundState.Started)]
    [InlineData(RoundState.FannedOut)]
    [InlineData(RoundState.Closed)]
    public async Task Advance_NotBeyondClosed_ChangesNothing(RoundState state)
    {
        await Store.TryAddAsync(Round(1), Token);
        await Store.AdvanceAsync(new(1), RoundState.Closed, Summary, Token);

        Assert.False(await Store.AdvanceAsync(new(1), state, null, Token));

        Assert.NotNull((await Store.FindAsync(new(1), Token))!.Summary);
    }

    [Fact]
    public async Task Advance_ByManyAtOnce_OneDoes()
    {
        await Store.TryAddAsync(Round(1), Token);

        var moved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.AdvanceAsync(new(1), RoundState.Closed, Summary, Token)));

        Assert.Single(moved, did => did);
    }

    private static Round Round(long number, int tasks = 2, int axons = 3) => new(
        new(number),
        RoundState.Started,
        StorageBench.Start,
        StorageBench.Start.AddSeconds(1),
        StorageBench.Start.AddMinutes(5),
        64,
        [.. Enumerable.Range(0, tasks).Select(task => Enumerable.Range(0, 72).Select(token => (task * 1000) + token).ToArray())],
        [.. Enumerable.Range(0, axons).Reverse()],
        axons,
        null);
}
