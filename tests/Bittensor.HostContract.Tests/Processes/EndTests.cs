using Azure.Storage.Queues;
using Bittensor.HostContract.Tests.Support;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Processes;

/// <summary>What becomes of work in flight when processes end.</summary>
public class EndTests(SharedHosts hosts)
{
    [Theory]
    [OnEveryHost]
    public async Task Terminate_FunctionHoldsAMessage_ItFinishesAndHostAndWorkerEnd(HostKind kind)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var host = await contract.StartAsync();
        var queue = await contract.QueueAsync("held");
        await queue.SendMessageAsync("message", TestContext.Current.CancellationToken);
        await contract.WaitForRowsAsync("HeldTaken", "message");
        var worker = host.WorkerId;

        host.Terminate();
        await contract.ReleaseAsync("message");

        await AssertEndsInOrderAsync(host);
        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(worker), Contract.Patience);
        Assert.Equal(1, Assert.Single(await contract.RowsAsync("HeldDone")).DequeueCount);
        Assert.Empty((await queue.PeekMessagesAsync(1, TestContext.Current.CancellationToken)).Value);
        Assert.Equal(0, (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount);
    }

    [Theory]
    [OnEveryHost]
    public async Task Terminate_NothingRuns_EndsInOrderAndMessagesWaitForTheNextHost(HostKind kind)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var host = await contract.StartAsync();
        await contract.WaitForRowsAsync("OnStartup"); // it may answer before its timers run
        host.Terminate();
        await AssertEndsInOrderAsync(host);

        var queue = await contract.QueueAsync("plain");
        await queue.SendMessageAsync("while no host runs", TestContext.Current.CancellationToken);
        await contract.StartAsync();

        await contract.WaitForRowsAsync("Plain", "while no host runs");
        await contract.WaitForRowsAsync("OnStartup", count: 2);
        await Contract.WaitForEmptyAsync(queue);
    }

    [Theory]
    [OnEveryHost]
    public async Task Kill_Worker_AnotherTakesOverAndTheMessageComesAgain(HostKind kind)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var host = await contract.StartAsync();
        var queue = await contract.QueueAsync("held");
        await queue.SendMessageAsync("message", TestContext.Current.CancellationToken);
        await contract.WaitForRowsAsync("HeldTaken", "message");
        var worker = host.WorkerId;

        RunningHost.Kill(worker);

        var taken = await contract.WaitForRowsAsync("HeldTaken", "message", count: 2);
        Assert.Equal([1, 2], taken.Select(row => row.DequeueCount));
        Assert.Equal(worker, taken[0].Process);
        Assert.NotEqual(worker, taken[1].Process);
        await Eventually.TrueAsync(() => Ask.IsOkAsync(host.Http, "process"), Contract.Patience);
        await contract.ReleaseAsync("message");
        await Contract.WaitForEmptyAsync(queue);
        Assert.Single(await contract.RowsAsync("HeldDone"));
    }

    [Theory]
    [OnEveryHost(true)]
    [OnEveryHost(false)]
    public async Task Kill_Host_TheNextHostTakesTheMessageAgainAndTimersGoOn(HostKind kind, bool withWorker)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var host = await contract.StartAsync();
        var queue = await contract.QueueAsync("held");
        await queue.SendMessageAsync("message", TestContext.Current.CancellationToken);
        var taken = Assert.Single(await contract.WaitForRowsAsync("HeldTaken", "message"));
        await contract.WaitForRowsAsync("OnStartup");
        var worker = host.WorkerId;

        RunningHost.Kill(withWorker ? [host.HostId, worker] : [host.HostId]);
        await host.WaitForExitAsync();
        RunningHost.Kill(worker); // some hosts leave it behind
        await EndLeaseAsync(queue, taken);
        var next = await contract.StartAsync();

        var again = (await contract.WaitForRowsAsync("HeldTaken", "message", count: 2))[1];
        Assert.Equal((2, next.WorkerId), (again.DequeueCount, again.Process));
        await contract.ReleaseAsync("message");
        await Contract.WaitForEmptyAsync(queue);
        await contract.WaitForRowsAsync("OnStartup", count: 2); // once the dead host's lock has ended
        await Eventually.TrueAsync(
            async () => (await contract.RowsAsync("EverySecond")).Any(tick => tick.Process == next.WorkerId), Contract.Patience);
    }

    [Theory]
    [OnEveryHost]
    public async Task Terminate_AsSoonAsTheAppAnswers_EndsInOrder(HostKind kind)
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(kind);
        var host = await contract.StartAsync(); // whose timers and queues may still be starting
        host.Terminate();
        await AssertEndsInOrderAsync(host);
    }

    [Fact] // of the local host alone: under the real one the worker lives on
    public async Task Kill_LocalHost_ItsWorkerEndsByItself()
    {
        ProcessTable.RequireLinux();
        await using var contract = hosts.Create(HostKind.Local);
        var host = await contract.StartAsync();
        var worker = host.WorkerId;

        RunningHost.Kill(host.HostId);

        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(worker), Contract.Patience);
    }

    private static async Task AssertEndsInOrderAsync(RunningHost host)
    {
        var code = await host.WaitForExitAsync();
        Assert.True(code == 0, $"The host ended with code {code}.\n{host.Output}");
    }

    /// <summary>Makes a message visible that a dead host has taken; it would be after ten minutes.</summary>
    private static async Task EndLeaseAsync(QueueClient queue, Row taken) => await queue.UpdateMessageAsync(
        taken.MessageId, taken.PopReceipt, taken.Subject, TimeSpan.Zero, TestContext.Current.CancellationToken);
}
