using System.Diagnostics;
using Bittensor.LocalHost.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost.Worker;

/// <summary>Keeps one worker of an app running: starts it, replaces it when it ends, and ends it with the host.</summary>
/// <remarks>After three workers on end that lived only for seconds the host gives up, as the Functions host does in its way.</remarks>
internal sealed class WorkerSupervisor(
    AppFolder app, WorkerChannels channels, IHostApplicationLifetime lifetime, ILoggerFactory logging) : IAsyncDisposable
{
    private const int MostFailures = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2), EndTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A worker that ended sooner counts as one that did not start.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = logging.CreateLogger<WorkerSupervisor>();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource<WorkerChannel> _ready = NewPromise();
    private Process? _process;
    private Task _running = Task.CompletedTask;
    private bool _disposed;

    /// <summary>Starts the first worker and waits until it takes invocations.</summary>
    /// <param name="rpc">Address that workers call.</param>
    /// <param name="http">Address at which the app's functions are reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LocalHostException">It ended, or reported a failure.</exception>
    public async Task<WorkerChannel> StartAsync(Uri rpc, Uri http, CancellationToken cancellationToken)
    {
        var worker = await StartWorkerAsync(rpc, http, cancellationToken);
        _running = Task.Run(() => SuperviseAsync(worker, rpc, http), CancellationToken.None);
        return worker;
    }

    /// <summary>Waits for a worker that takes invocations.</summary>
    public Task<WorkerChannel> ReadyAsync(CancellationToken cancellationToken) => Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);

    /// <summary>Invocations that run at this moment.</summary>
    public int Running => Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } ready ? ready.Result.Running : 0;

    /// <summary>Ends a worker whose function does not come back; another takes its place.</summary>
    public void Replace()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Ends the worker: asks first, then kills.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return; // the container disposes once more
        }

        _disposed = true;
        await _stopping.CancelAsync();
        if (_process is { } process)
        {
            await EndAsync(process);
            await _running;
            process.Dispose();
        }

        _stopping.Dispose();
    }

    private static TaskCompletionSource<WorkerChannel> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<WorkerChannel> StartWorkerAsync(Uri rpc, Uri http, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        limit.CancelAfter(StartTimeout);
        var channel = new WorkerChannel(app.Folder, logging);
        channels.Add(channel);
        _process?.Dispose();
        _process = WorkerProcess.Start(app, channel.Id, rpc, http);
        try
        {
            var ended = _process.WaitForExitAsync(limit.Token);
            var started = channel.InitializeAsync(limit.Token);
            if (await Task.WhenAny(started, ended) == ended)
            {
                await ended; // a cancelled wait is no end
                throw new LocalHostException($"The worker ended with code {_process.ExitCode} before it was ready.");
            }

            await started;
        }
        catch
        {
            channels.Remove(channel);
            channel.Close("The worker did not become ready.");
            await EndAsync(_process);
            throw;
        }

        Console.WriteLine($"Worker process {_process.Id} is ready");
        Volatile.Read(ref _ready).TrySetResult(channel);
        return channel;
    }

    private async Task SuperviseAsync(WorkerChannel worker, Uri rpc, Uri http)
    {
        var failures = 0;
        var next = worker;
        while (next is not null)
        {
            var started = Stopwatch.GetTimestamp();
            if (!await WaitForEndAsync(next))
            {
                return;
            }

            Log.WorkerEnded(_log, _process!.Id, _process.ExitCode);
            failures = Stopwatch.GetElapsedTime(started) < ShortLife ? failures + 1 : 1;
            next = await RestartAsync(failures, rpc, http);
        }
    }

    /// <summary>Waits until the worker has ended by itself.</summary>
    /// <returns>False when the host ends.</returns>
    private async Task<bool> WaitForEndAsync(WorkerChannel worker)
    {
        try
        {
            await _process!.WaitForExitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        Volatile.Write(ref _ready, NewPromise()); // before those who wait for the old one look for another
        channels.Remove(worker);
        worker.Close("The worker ended.");
        return !_stopping.IsCancellationRequested;
    }

    /// <summary>Starts another worker.</summary>
    /// <returns>Nothing when the host ends, or gives up after too many failures on end.</returns>
    private async Task<WorkerChannel?> RestartAsync(int failures, Uri rpc, Uri http)
    {
        for (; failures < MostFailures; failures++)
        {
            try
            {
                return await StartWorkerAsync(rpc, http, CancellationToken.None);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
#pragma warning disable CA1031 // what keeps a worker from starting counts as a failure; the last one ends the host
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.WorkerFailed(_log, exception);
            }
        }

        Log.WorkerGivenUp(_log, MostFailures);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        return null;
    }

    private async Task EndAsync(Process process)
    {
        if (Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } ready)
        {
            ready.Result.Terminate();
        }

        using var limit = new CancellationTokenSource(EndTimeout);
        try
        {
            if (!process.HasExited && !Volatile.Read(ref _ready).Task.IsCompletedSuccessfully)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
