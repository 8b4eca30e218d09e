using Azure.Storage.Queues;
using Bittensor.Azurite;
using Bittensor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Tests.Queues;

public class StorageOutageTests
{
    [Fact]
    public async Task Storage_GoesAwayAndComesBack_MessagesAreServedAgain()
    {
        var token = TestContext.Current.CancellationToken;
        var name = UniqueName.Create("queue");
        var port = FreePort.Next();
        var recorder = new QueueFunctionTests.Recorder();
        var first = await AzuriteProcess.StartAsync(new AzuriteOptions { QueuePort = port }, token);
        var connection = first.ConnectionString;
        await using var app = await TestApp.StartAsync(
            [typeof(QueueFunctionTests.Texts)], builder => builder.Services.AddSingleton(recorder),
            """{"version":"2.0","extensions":{"queues":{"maxPollingInterval":"00:00:00.5"}}}""",
            new() { ["QueueName"] = name, ["AzureWebJobsStorage"] = connection });
        await Eventually.TrueAsync(async () => await new QueueClient(connection, name).ExistsAsync(token));

        await first.DisposeAsync();
        await Eventually.TrueAsync(() => app.Logs.Contains($"Queue {name} cannot be reached"));

        await using var second = await AzuriteProcess.StartAsync(new AzuriteOptions { QueuePort = port }, token);
        var queue = new QueueClient(connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await Eventually.TrueAsync(async () => await queue.ExistsAsync(token)); // memory is gone with the first; the worker makes it anew
        await queue.SendMessageAsync("back", token);

        await Eventually.TrueAsync(() => recorder.Seen.Any(seen => seen.Text == "back"));
    }
}
