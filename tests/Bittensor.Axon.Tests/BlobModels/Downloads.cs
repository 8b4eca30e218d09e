using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bittensor.Axon.Tests.BlobModels;

/// <summary>Sees every download of a blob before it is sent, and may do something then: fail, wait, change a blob.</summary>
internal sealed class Downloads : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<string> _names = new();

    /// <summary>Names of the blobs that were asked for, without folders; one a part.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Called with the name of a blob before it is asked for.</summary>
    public Func<string, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Get && !message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal))
        {
            var name = message.Request.Uri.Path.Split('/')[^1];
            await Before(name, message.CancellationToken);
            _names.Enqueue(name);
        }

        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
