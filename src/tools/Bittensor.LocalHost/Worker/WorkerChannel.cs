using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Bittensor.LocalHost.Protos;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost.Worker;

/// <summary>The conversation with one worker process.</summary>
/// <remarks>Order of messages: StartStream from the worker; WorkerInit; FunctionsMetadata; a FunctionLoad for every function; then
/// invocations, cancellations and log lines in any order.</remarks>
internal sealed class WorkerChannel(string appFolder, ILoggerFactory logging)
{
    private const string HostVersion = "4.0.0.0";

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _replies = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _invocations = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;

    /// <summary>Identifies the worker; it names itself by it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Where HTTP requests are forwarded to; none where the app has no HTTP functions.</summary>
    public Uri? HttpAddress { get; private set; }

    /// <summary>Functions that the worker has loaded, by name.</summary>
    public IReadOnlyList<FunctionDefinition> Functions { get; private set; } = [];

    /// <summary>Invocations that the worker has not answered yet.</summary>
    public int Running => _invocations.Count;

    /// <summary>Carries messages both ways until the worker hangs up.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        _connected.TrySetResult();
        var writing = WriteAsync(outgoing, cancellationToken);
        try
        {
            await foreach (var message in incoming.ReadAllAsync(cancellationToken))
            {
                Take(message);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or Grpc.Core.RpcException)
        {
            // the worker has gone, or the host ends
        }
        finally
        {
            Close("The worker hung up.");
            await writing;
        }
    }

    /// <summary>Brings a connected worker to where it takes invocations.</summary>
    /// <exception cref="LocalHostException">The worker reports a failure.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        // 1. the worker dials in
        await _connected.Task.WaitAsync(cancellationToken);

        // 2. what it can do
        var init = await AskAsync(
            new() { WorkerInitRequest = new() { HostVersion = HostVersion, WorkerDirectory = appFolder, FunctionAppDirectory = appFolder } },
            cancellationToken);
        ThrowIfFailed(init.WorkerInitResponse.Result, "start");
        if (init.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out var address))
        {
            HttpAddress = new Uri(address);
        }

        // 3. its functions
        var listed = await AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = appFolder } }, cancellationToken);
        ThrowIfFailed(listed.FunctionMetadataResponse.Result, "list its functions");
        foreach (var metadata in listed.FunctionMetadataResponse.FunctionMetadataResults)
        {
            var loaded = await AskAsync(
                new() { FunctionLoadRequest = new() { FunctionId = metadata.FunctionId, Metadata = metadata } }, cancellationToken);
            ThrowIfFailed(loaded.FunctionLoadResponse.Result, $"load {metadata.Name}");
        }

        Functions = [.. listed.FunctionMetadataResponse.FunctionMetadataResults.Select(FunctionDefinition.Of)];
    }

    /// <summary>Runs a function.</summary>
    /// <param name="request">What it gets; its <see cref="InvocationRequest.InvocationId"/> is new.</param>
    /// <param name="cancellationToken">Tells the function to stop; its answer is awaited all the same.</param>
    /// <exception cref="LocalHostException">The function failed, or the worker has gone.</exception>
    public async Task InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _invocations[request.InvocationId] = answered;
        try
        {
            if (_closed)
            {
                throw new LocalHostException("The worker has gone.");
            }

            Send(new() { InvocationRequest = request });
            var cancel = new StreamingMessage { InvocationCancel = new() { InvocationId = request.InvocationId } };
            await using (cancellationToken.Register(() => Send(cancel)))
            {
                ThrowIfFailed((await answered.Task).Result, "run the function");
            }
        }
        finally
        {
            _invocations.TryRemove(request.InvocationId, out _);
        }
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => Send(new() { WorkerTerminate = new() });

    /// <summary>Fails all that waits for the worker.</summary>
    public void Close(string reason)
    {
        _closed = true;
        _outgoing.Writer.TryComplete();
        var gone = new LocalHostException(reason);
        _connected.TrySetException(gone);
        foreach (var waiting in _replies.Values)
        {
            waiting.TrySetException(gone);
        }

        foreach (var waiting in _invocations.Values)
        {
            waiting.TrySetException(gone);
        }
    }

    private static void ThrowIfFailed(StatusResult? result, string what)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
        {
            throw new LocalHostException($"The worker could not {what}: {result.Exception?.Message ?? result.Result}");
        }
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        question.RequestId = Guid.NewGuid().ToString();
        var reply = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _replies[question.RequestId] = reply;
        Send(question);
        return await reply.Task.WaitAsync(cancellationToken);
    }

    private void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await stream.WriteAsync(message, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or IOException)
        {
            // the worker has gone; the reading side tells
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                Write(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (_invocations.TryGetValue(message.InvocationResponse.InvocationId, out var invocation))
                {
                    invocation.TrySetResult(message.InvocationResponse);
                }

                break;
            default:
                if (_replies.TryRemove(message.RequestId, out var reply))
                {
                    reply.TrySetResult(message);
                }

                break;
        }
    }

    private void Write(RpcLog line)
    {
        var level = (LogLevel)line.Level;
        var logger = logging.CreateLogger(line.Category.Length > 0 ? line.Category : "Worker");
        if (logger.IsEnabled(level))
        {
            var text = line.Exception is { } exception ? $"{line.Message}\n{exception.Message}\n{exception.StackTrace}" : line.Message;
            _ = int.TryParse(line.EventId, CultureInfo.InvariantCulture, out var id);
            logger.Log(level, new EventId(id), text, null, static (state, _) => state);
        }
    }
}
