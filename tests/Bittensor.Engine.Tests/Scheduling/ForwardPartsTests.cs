using System.Collections.Concurrent;
using Bittensor.Engine.Models;
using Bittensor.Engine.Tests.Models;
using Bittensor.Testing;

namespace Bittensor.Engine.Tests.Scheduling;

/// <summary>Requests of more tokens than a pass has.</summary>
public class ForwardPartsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ForwardAsync_ManyRows_ReadsEachOnceAndGivesWhatItGivesAlone()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.MaxTokensPerPass = 50);
        var random = new Random(1);
        var rows = Enumerable.Range(0, 12).Select(_ => TestModels.RandomRow(random, random.Next(1, 30))).ToArray();
        var expected = await TestModels.LastLogitsAlone(model, rows);
        var before = model.Passes;

        var read = new ConcurrentBag<(int Row, float[] Logits)>();
        await model.ForwardAsync(rows, output => AddAll(output, read), Token);

        Assert.Equal(Enumerable.Range(0, rows.Length), read.Select(part => part.Row).Order());
        Assert.All(read, part => TestModels.AssertClose(expected[part.Row], part.Logits, 1e-3));
        Assert.True(model.Passes - before >= rows.Sum(row => row.Length) / 50, "One pass has no more than 50 tokens.");
    }

    [Fact]
    public async Task ForwardAsync_TwoPartsAreRead_NoThirdOneRuns()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.MaxTokensPerPass = 4);
        var before = model.Passes;
        using var release = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);

        var running = model.ForwardAsync(
            RowsOfFour(6),
            _ =>
            {
                entered.Release();
                release.Wait(Token);
            },
            Token);
        await entered.WaitAsync(Token);
        await entered.WaitAsync(Token);
        var passes = model.Passes - before;
        release.Set();
        await running;

        Assert.Equal((2, 6), (passes, model.Passes - before));
    }

    [Fact]
    public async Task ForwardAsync_ReadOfAPartThrows_FailsWithItAndDisturbsNobody()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.MaxTokensPerPass = 4);
        var before = model.Passes;

        var failing = model.ForwardAsync(RowsOfFour(6), _ => throw new FormatException("mine"), Token);
        var neighbour = model.ReadAsync([[1]], output => output.Rows, Token);

        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(1, await neighbour);
        Assert.InRange(model.Passes - before, 1, 4); // no more parts than were on their way, and the neighbour
    }

    [Fact]
    public async Task ForwardAsync_CanceledBetweenParts_EndsAndLeavesItsPlaces()
    {
        await using var model = await TestModels.LoadAsync(
            "mask-positions", options => (options.MaxTokensPerPass, options.QueueLimit) = (4, 1));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var canceled = model.ForwardAsync(RowsOfFour(6), _ => cancel.Cancel(), cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        await Eventually.TrueAsync(async () => await Accepts(model)); // the queue has room for one
    }

    private static void AddAll(ForwardOutput output, ConcurrentBag<(int Row, float[] Logits)> read)
    {
        for (var row = output.FirstRow; row < output.FirstRow + output.Rows; row++)
        {
            read.Add((row, output.Logits(row, output.Length(row) - 1).ToArray()));
        }
    }

    private static int[][] RowsOfFour(int count) => [.. Enumerable.Range(0, count).Select(_ => new[] { 1, 2, 3, 4 })];

    private static async Task<bool> Accepts(LanguageModel model)
    {
        try
        {
            return await model.ReadAsync([[1]], output => output.Rows, Token) == 1;
        }
        catch (EngineException refused) when (refused.Fault == EngineFault.QueueFull)
        {
            return false;
        }
    }
}
