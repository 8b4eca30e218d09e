using System.Diagnostics;
using System.Threading.Channels;
using Bittensor.Engine.Models;

namespace Bittensor.Engine.Scheduling;

/// <summary>Gathers requests that come close together, and hands each gathering to the model.</summary>
/// <remarks>A single caller never waits: only after a gathering of several requests does the next one wait for as many, and no longer
/// than the window. While a gathering runs, the next one collects by itself.</remarks>
internal sealed class ForwardQueue : IAsyncDisposable
{
    /// <summary>Gatherings whose outputs are alive: one that is read while the next is computed.</summary>
    private const int AliveGatherings = 2;

    private readonly Channel<ForwardRequest> _waiting = Channel.CreateUnbounded<ForwardRequest>(); // Admission bounds it
    private readonly SemaphoreSlim _alive = new(AliveGatherings);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ForwardPasses _passes;
    private readonly ModelOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _loop;

    /// <summary>Starts taking requests.</summary>
    public ForwardQueue(ForwardPasses passes, ModelOptions options, TimeProvider time)
    {
        _passes = passes;
        _options = options;
        _time = time;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether to wait for more requests before a pass.</summary>
    /// <param name="waiting">Requests that are there.</param>
    /// <param name="last">Requests of the gathering before.</param>
    public static bool IsWorthWaiting(int waiting, int last) => last > 1 && waiting < last;

    /// <summary>Adds a request and waits for its end.</summary>
    public async Task RunAsync(ForwardRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ForwardTimeout, _time);
        await using var expired = timeout.Token.Register(() => request.Fail(new EngineException(
            EngineFault.TimedOut, $"The model did not finish within {_options.ForwardTimeout.TotalSeconds:0.###} s.")));
        await using var canceled = cancellationToken.Register(() => request.Fail(new OperationCanceledException(cancellationToken)));
        using var span = EngineTelemetry.Source.StartActivity("forward");
        request.Arrived = _time.GetTimestamp();
        if (!_waiting.Writer.TryWrite(request))
        {
            request.Leave();
            throw Stopped();
        }

        await request.Ending;
        Describe(span, request);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
        _alive.Dispose();
    }

    private static void Describe(Activity? span, ForwardRequest request)
    {
        span?.SetTag("bittensor.inference.rows", request.Rows.Tokens.Length)
            .SetTag("bittensor.inference.tokens", request.Rows.Count)
            .SetTag("bittensor.inference.queue.duration", request.Waited.TotalSeconds);
    }

    private static EngineException Stopped() => new(EngineFault.NotReady, "The model is being stopped.");

    private async Task RunAsync()
    {
        var last = 1;
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stopping.Token))
            {
                if (_options.BatchWindow > TimeSpan.Zero && IsWorthWaiting(_waiting.Reader.Count, last))
                {
                    await Task.Delay(_options.BatchWindow, _time, _stopping.Token);
                }

                await _alive.WaitAsync(_stopping.Token);
                var gathering = Gather();
                last = gathering.Count;
                _ = ReleaseAfterAsync(_passes.Run(gathering));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // the model is disposed of; what waits is told below
        }

        while (_waiting.Reader.TryRead(out var request))
        {
            request.Fail(Stopped());
            request.Leave();
        }

        for (var gathering = 0; gathering < AliveGatherings; gathering++)
        {
            await _alive.WaitAsync(); // those being read end first
        }
    }

    /// <summary>Takes requests as long as their tokens stay below the limit of one; at least one. Those given up are dropped.</summary>
    private List<ForwardRequest> Gather()
    {
        var gathering = new List<ForwardRequest>();
        var tokens = 0;
        while (_waiting.Reader.TryPeek(out var next)
            && (gathering.Count == 0 || next.IsOver || tokens + next.Rows.Count <= _options.MaxTokensPerRequest))
        {
            _waiting.Reader.TryRead(out _);
            if (next.IsOver)
            {
                next.Leave();
                continue;
            }

            next.Waited = _time.GetElapsedTime(next.Arrived);
            EngineTelemetry.RecordWait(next.Waited);
            gathering.Add(next);
            tokens += next.Rows.Count;
        }

        return gathering;
    }

    private async Task ReleaseAfterAsync(Task read)
    {
        await read;
        _alive.Release();
    }
}
