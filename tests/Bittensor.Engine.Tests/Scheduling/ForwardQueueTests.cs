using Bittensor.Engine.Scheduling;
using Bittensor.Engine.Tests.Models;
using Bittensor.Testing.TinyModels;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Engine.Tests.Scheduling;

public class ForwardQueueTests
{
    [Theory]
    [InlineData(1, 1, false)] // a single caller
    [InlineData(1, 8, true)] // eight came last time, one is here
    [InlineData(8, 8, false)] // all are here
    [InlineData(0, 2, true)]
    public void IsWorthWaiting_Requests_OnlyForThoseMissing(int waiting, int last, bool expected) =>
        Assert.Equal(expected, ForwardQueue.IsWorthWaiting(waiting, last));

    [Fact]
    public async Task ForwardAsync_RequestsThatWait_ShareOnePass()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");
        var rows = Enumerable.Range(0, 10).Select(index => TestModels.RandomRow(new Random(index), 20 + index)).ToArray();
        var expected = await TestModels.LastLogitsAlone(model, rows);
        using var busy = await BusyModel.StartAsync(model);
        var before = model.Passes;

        var answers = rows.Select(row => model.ReadAsync(
            [row], output => output.Logits(0, row.Length - 1).ToArray(), TestContext.Current.CancellationToken)).ToArray();
        busy.Release();

        var logits = await Task.WhenAll(answers);
        Assert.Equal(1, model.Passes - before);
        for (var row = 0; row < rows.Length; row++)
        {
            TestModels.AssertClose(expected[row], logits[row], 1e-3);
        }
    }

    [Fact]
    public async Task ForwardAsync_MoreTokensThanOneGathering_TakesTwo()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.MaxTokensPerRequest = 100);
        using var busy = await BusyModel.StartAsync(model);
        var before = model.Passes;

        var answers = Enumerable.Range(0, 6).Select(_ => model.ReadAsync(
            [new int[30]], output => output.Rows, TestContext.Current.CancellationToken)).ToArray(); // 3 x 30 + 3 x 30 tokens
        busy.Release();
        await Task.WhenAll(answers);

        Assert.Equal(2, model.Passes - before);
    }

    [Fact]
    public async Task ForwardAsync_QueueFull_IsNucleusFullUntilOneEnds()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.QueueLimit = BusyModel.Requests + 1);
        using var busy = await BusyModel.StartAsync(model);
        var last = model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.QueueFull, fault.Fault);
        busy.Release();
        Assert.Equal(1, await last);
    }

    [Fact]
    public async Task ForwardAsync_CanceledWhileWaiting_LeavesNeighboursAlone()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");
        using var busy = await BusyModel.StartAsync(model);
        using var cancel = new CancellationTokenSource();
        var read = false;
        var canceled = model.ReadAsync([[1, 2]], _ => read = true, cancel.Token);
        var neighbour = model.ReadAsync([[3]], output => output.Rows, TestContext.Current.CancellationToken);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled); // at once, not when the model is free

        busy.Release();
        Assert.Equal(1, await neighbour);
        Assert.False(read);
    }

    [Fact]
    public async Task ForwardAsync_CanceledBefore_Throws()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            model.ReadAsync([[1]], output => output.Rows, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task ForwardAsync_ReadThrows_FailsOnlyItsCaller()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");
        using var busy = await BusyModel.StartAsync(model);
        var failing = model.ReadAsync<int>([[1]], _ => throw new FormatException("mine"), TestContext.Current.CancellationToken);
        var neighbour = model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken);

        busy.Release();

        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(1, await neighbour);
        Assert.Equal(1, await model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ForwardAsync_GraphFailsOnOneRequest_FailsOnlyThatOne()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.ContextLength = 100); // the table holds 48
        var good = TestModels.RandomRow(new Random(3), TinyModel.ContextLength);
        var expected = await TestModels.LastLogitsAlone(model, [good]);
        using var busy = await BusyModel.StartAsync(model);

        var failing = model.ReadAsync([new int[50]], output => output.Rows, TestContext.Current.CancellationToken);
        var neighbour = model.ReadAsync([good], output => output.Logits(0, 47).ToArray(), TestContext.Current.CancellationToken);
        busy.Release();

        var fault = await Assert.ThrowsAsync<EngineException>(() => failing);
        Assert.Equal(EngineFault.GraphFailed, fault.Fault);
        var logits = await neighbour;
        TestModels.AssertClose(expected[0], logits, 1e-3);
    }

    [Fact]
    public async Task ForwardAsync_TimeRunsOut_IsNucleusTimeout()
    {
        var time = new FakeTimeProvider();
        await using var model = await TestModels.LoadAsync("mask-positions", time: time);
        using var busy = await BusyModel.StartAsync(model);
        var late = model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        var fault = await Assert.ThrowsAsync<EngineException>(() => late);
        Assert.Equal(EngineFault.TimedOut, fault.Fault);
        Assert.Contains("30 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardAsync_AfterACrowd_WaitsForTheWindowOnly()
    {
        var time = new FakeTimeProvider();
        await using var model = await TestModels.LoadAsync("mask-positions", time: time);
        using (var busy = await BusyModel.StartAsync(model))
        {
            var crowd = Enumerable.Range(0, 4).Select(_ => model.ReadAsync(
                [[1]], output => output.Rows, TestContext.Current.CancellationToken)).ToArray();
            busy.Release();
            await Task.WhenAll(crowd);
        }

        var next = model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted); // three more might come
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, await next);
        Assert.Equal(1, await model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken)); // alone again: at once
    }

    [Fact]
    public async Task DisposeAsync_RequestsWait_TellsThem()
    {
        var model = await TestModels.LoadAsync("mask-positions");
        using var busy = await BusyModel.StartAsync(model);
        var waiting = model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken);

        var disposing = model.DisposeAsync();

        var fault = await Assert.ThrowsAsync<EngineException>(() => waiting);
        Assert.Equal(EngineFault.NotReady, fault.Fault);
        Assert.False(disposing.IsCompleted); // what is read must be read to its end
        busy.Release();
        await disposing;
    }
}
