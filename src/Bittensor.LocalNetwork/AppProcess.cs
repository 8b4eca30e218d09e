using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bittensor.LocalNetwork;

/// <summary>A function app in a process of its own; what it prints goes to a log file. Disposing ends it.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private const int LinesKept = 60;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15), ReadyTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Queue<string> _lastLines = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private AppProcess(string name, ProcessStartInfo start, string logFile)
    {
        (Name, LogFile) = (name, logFile);
        _log = new StreamWriter(logFile, append: false) { AutoFlush = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Observe(line.Data);
        _process.ErrorDataReceived += (_, line) => Observe(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>File that has everything it printed.</summary>
    public string LogFile { get; }

    /// <summary>Its id in the operating system.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Memory it holds, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Most memory it held since it started, in bytes.</summary>
    public long PeakWorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Processor time it took since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts an app on a free port. It also ends by itself when this process is gone.</summary>
    /// <param name="name">What it is called; also names its log file.</param>
    /// <param name="program">Its .dll.</param>
    /// <param name="settings">Its settings, as environment variables.</param>
    /// <param name="logFolder">Where its log file goes.</param>
    public static AppProcess Start(string name, string program, IReadOnlyDictionary<string, string> settings, DirectoryInfo logFolder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--port", "0"])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LocalWorker__ParentProcessId"] = $"{Environment.ProcessId}";
        start.Environment["LocalWorker__StopTimeout"] = "00:00:05";
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        return new(name, start, Path.Combine(logFolder.FullName, $"{name}.log"));
    }

    /// <summary>Waits until the app listens and its <c>/health</c> answers 200.</summary>
    /// <returns>Its base address, and the time since it was started.</returns>
    /// <exception cref="NetworkException">It ended, or took longer than two minutes.</exception>
    public async Task<(Uri Address, TimeSpan StartTime)> WaitUntilReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyTimeout);
        try
        {
            var ended = _process.WaitForExitAsync(limit.Token);
            await Task.WhenAny(_listening.Task, ended);
            for (ThrowIfEnded(); !await IsHealthyAsync(http, limit.Token); ThrowIfEnded())
            {
                await Task.Delay(Poll, limit.Token);
            }

            return (await _listening.Task, Stopwatch.GetElapsedTime(_started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NetworkException($"{Name} was not ready within {ReadyTimeout}. {Tail()}");
        }
    }

    /// <summary>Fails once the app has ended.</summary>
    /// <exception cref="NetworkException">It has.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw new NetworkException($"{Name} ended with code {_process.ExitCode}. {Tail()}");
        }
    }

    /// <summary>The end of its log, for an error message.</summary>
    public string Tail()
    {
        lock (_lastLines)
        {
            return $"The end of {LogFile}:\n{string.Join('\n', _lastLines)}";
        }
    }

    /// <summary>Asks the app to end and waits for it; kills it when it takes too long or cannot be asked.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        using var limit = new CancellationTokenSource(StopTimeout);
        try
        {
            if (!_process.HasExited && !UnixSignal.TryTerminate(_process))
            {
                _process.Kill(entireProcessTree: true);
            }

            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            var address = await _listening.Task.WaitAsync(cancellationToken);
            using var answer = await http.GetAsync(new Uri(address, "health"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Observe(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _log.WriteLine(line);
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups["address"].Value + "/"));
        }
    }

    [GeneratedRegex(@"^Listening on (?<address>http://127\.0\.0\.1:\d+)$")]
    private static partial Regex ListeningLine();
}
