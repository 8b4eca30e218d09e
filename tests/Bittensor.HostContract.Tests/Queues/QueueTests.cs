using Azure.Storage.Queues;
using Bittensor.HostContract.Tests.Support;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Queues;

/// <summary>How messages reach functions, and what becomes of those that fail.</summary>
public class QueueTests(SharedHosts hosts)
{
    /// <summary>maxDequeueCount and visibilityTimeout of the app's host.json.</summary>
    private const int MostTries = 3;

    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromSeconds(2);

    [Theory]
    [OnEveryHost]
    public async Task Message_InBase64_IsTakenOnceAndDeleted(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("plain");
        var sent = (await queue.SendMessageAsync("Grüße", TestContext.Current.CancellationToken)).Value;

        await Eventually.TrueAsync(
            async () => (await contract.RowsAsync("Plain", "Grüße")).Any(row => row.MessageId == sent.MessageId), Contract.Patience);
        await Contract.WaitForEmptyAsync(queue);
        var row = Assert.Single(await contract.RowsAsync("Plain", "Grüße"));
        Assert.Equal(1, row.DequeueCount);
    }

    [Theory]
    [OnEveryHost]
    public async Task Message_InJson_BecomesTheFunctionsParameter(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("typed");
        await queue.SendMessageAsync("""{"Name":"json","Number":7}""", TestContext.Current.CancellationToken);
        await contract.WaitForRowsAsync("Typed", "json 7");
    }

    [Theory]
    [OnEveryHost]
    public async Task Messages_Many_EachIsTakenOnce(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("plain");
        string[] sent = [.. Enumerable.Range(0, 100).Select(number => $"many{number:D3}")];
        await Task.WhenAll(sent.Select(text => queue.SendMessageAsync(text, TestContext.Current.CancellationToken)));

        await Contract.WaitForEmptyAsync(queue);
        var taken = (await contract.RowsAsync("Plain")).Select(row => row.Subject).Where(text => text.StartsWith("many", StringComparison.Ordinal));
        Assert.Equal(sent, taken.Order());
    }

    [Theory]
    [OnEveryHost("plain")]
    [OnEveryHost("typed")]
    public async Task Message_NotInBase64_IsPoisonAtOnce(HostKind kind, string name)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync(name, QueueMessageEncoding.None);
        var poison = await contract.QueueAsync($"{name}-poison", QueueMessageEncoding.None);
        await queue.SendMessageAsync("~ no base64 ~", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(async () => (await poison.PeekMessagesAsync(32)).Value.Length > 0, Contract.Patience);
        Assert.Empty(await contract.RowsAsync("Plain", "~ no base64 ~"));
        await Contract.WaitForEmptyAsync(queue);
    }

    [Theory]
    [OnEveryHost]
    public async Task Message_FunctionFailsTwice_ComesAgainAfterTheVisibilityTimeoutUntilItSucceeds(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("failing");
        await queue.SendMessageAsync("2 failures", TestContext.Current.CancellationToken);

        var rows = await contract.WaitForRowsAsync("Failing", "2 failures", count: 3);
        Assert.Equal([1, 2, 3], rows.Select(row => row.DequeueCount));
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(
            pair.Second.At - pair.First.At > VisibilityTimeout - TimeSpan.FromSeconds(1), $"{pair}")); // storage counts in seconds
        Assert.Single(rows.Select(row => row.MessageId).Distinct());
        await Contract.WaitForEmptyAsync(queue);
    }

    [Theory]
    [OnEveryHost]
    public async Task Message_FunctionAlwaysFails_IsPoisonAfterMaxDequeueCount(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("failing");
        var poison = await contract.QueueAsync("failing-poison");
        await queue.SendMessageAsync("9 failures", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(
            async () => (await poison.PeekMessagesAsync(32)).Value.Any(message => message.Body.ToString() == "9 failures"), Contract.Patience);
        Assert.Equal(Enumerable.Range(1, MostTries), (await contract.RowsAsync("Failing", "9 failures")).Select(row => row.DequeueCount!.Value));
        await Contract.WaitForEmptyAsync(queue);
    }

    [Theory]
    [OnEveryHost]
    public async Task Message_HeldByAFunction_OthersOfItsQueueAreTakenMeanwhile(HostKind kind)
    {
        var (contract, _) = await hosts.GetAsync(kind);
        var queue = await contract.QueueAsync("held");
        await queue.SendMessageAsync("slow", TestContext.Current.CancellationToken);
        await contract.WaitForRowsAsync("HeldTaken", "slow");
        await queue.SendMessageAsync("quick", TestContext.Current.CancellationToken);
        await contract.WaitForRowsAsync("HeldTaken", "quick");

        await contract.ReleaseAsync("quick");
        await contract.WaitForRowsAsync("HeldDone", "quick");
        await contract.ReleaseAsync("slow");

        await Contract.WaitForEmptyAsync(queue);
        Assert.Single(await contract.RowsAsync("HeldTaken", "slow"));
    }
}
