using System.Collections.Concurrent;
using Bittensor.LocalHost.Protos;
using Grpc.Core;

namespace Bittensor.LocalHost.Worker;

/// <summary>Takes the calls of workers and hands each to its channel.</summary>
internal sealed class FunctionRpcService(WorkerChannels channels) : FunctionRpc.FunctionRpcBase
{
    /// <inheritdoc/>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || channels.Find(requestStream.Current.StartStream?.WorkerId ?? "") is not { } channel)
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "Only a worker that this host has started may call."));
        }

        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}

/// <summary>Channels of the workers that were started, by the id they were started with.</summary>
internal sealed class WorkerChannels
{
    private readonly ConcurrentDictionary<string, WorkerChannel> _channels = new();

    /// <summary>Expects a call.</summary>
    public void Add(WorkerChannel channel) => _channels[channel.Id] = channel;

    /// <summary>Expects it no longer.</summary>
    public void Remove(WorkerChannel channel) => _channels.TryRemove(channel.Id, out _);

    /// <summary>Finds the channel of a worker.</summary>
    public WorkerChannel? Find(string id) => _channels.GetValueOrDefault(id);
}
