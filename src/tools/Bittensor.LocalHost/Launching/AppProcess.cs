using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bittensor.LocalHost.Launching;

/// <summary>A program in a process of its own, as a rule a host that serves a function app; what it prints goes to a log file.
/// Disposing ends it.</summary>
public sealed partial class AppProcess : IAsyncDisposable
{
    private const int LinesKept = 60;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20), ReadyTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Queue<string> _lastLines = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private AppProcess(string name, ProcessStartInfo start, string logFile)
    {
        Name = name;
        LogFile = logFile;
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

    /// <summary>Id of the worker process that the local host told of last; none before, and none for other programs.</summary>
    public int? WorkerId { get; private set; }

    /// <summary>Memory that the app's worker holds, in bytes; that of the program itself where it has no worker.</summary>
    public long WorkingSet => Measure(process => process.WorkingSet64);

    /// <summary>Most memory that the worker held since it started, in bytes.</summary>
    public long PeakWorkingSet => Measure(process => process.PeakWorkingSet64);

    /// <summary>Processor time that the worker took since it started.</summary>
    public TimeSpan ProcessorTime => Measure(process => process.TotalProcessorTime);

    /// <summary>Starts a host for a function app on a free port. It also ends by itself when this process is gone.</summary>
    /// <param name="name">What it is called; also names its log file.</param>
    /// <param name="folder">The app's output folder.</param>
    /// <param name="settings">The app's settings, as environment variables.</param>
    /// <param name="logFolder">Where its log file goes.</param>
    /// <param name="host"><c>local</c>, or <c>func</c> for Core Tools.</param>
    public static AppProcess StartApp(
        string name, string folder, IReadOnlyDictionary<string, string> settings, DirectoryInfo logFolder, string host = "local") => Run(
        name,
        typeof(AppProcess).Assembly.Location,
        ["start", folder, "--port", "0", "--host", host, "--parent", $"{Environment.ProcessId}", "--stop-timeout", "00:00:05"],
        settings,
        logFolder);

    /// <summary>Starts a .NET program that prints <c>Listening on http://127.0.0.1:PORT</c> and answers <c>/health</c>; it
    /// is killed when this process is gone.</summary>
    /// <param name="name">What it is called; also names its log file.</param>
    /// <param name="program">Its .dll.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Its settings, as environment variables.</param>
    /// <param name="logFolder">Where its log file goes.</param>
    public static AppProcess Start(
        string name,
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> settings,
        DirectoryInfo logFolder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(logFolder);
        var environment = new Dictionary<string, string>(settings);
        StartupHook.Watch(environment);
        return Run(name, program, arguments, environment, logFolder);
    }

    /// <summary>Waits until the app listens and its <c>/health</c> answers 200.</summary>
    /// <returns>Its base address, and the time since it was started.</returns>
    /// <exception cref="LocalHostException">It ended, or took longer than two minutes.</exception>
    public async Task<(Uri Address, TimeSpan StartTime)> WaitUntilReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
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
            throw new LocalHostException($"{Name} was not ready within {ReadyTimeout}. {Tail()}");
        }
    }

    /// <summary>Fails once the app has ended.</summary>
    /// <exception cref="LocalHostException">It has.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw new LocalHostException($"{Name} ended with code {_process.ExitCode}. {Tail()}");
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
            if (!_process.HasExited && !UnixSignal.TryTerminate(_process.Id))
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

    private static AppProcess Run(
        string name,
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        DirectoryInfo logFolder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (setting, value) in environment)
        {
            start.Environment[setting] = value;
        }

        return new(name, start, Path.Combine(logFolder.FullName, $"{name}.log"));
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

        if (WorkerLine().Match(line) is { Success: true } worker)
        {
            WorkerId = int.Parse(worker.Groups["id"].Value, CultureInfo.InvariantCulture);
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups["address"].Value + "/"));
        }
    }

    private T Measure<T>(Func<Process, T> measure)
    {
        using var process = Process.GetProcessById(WorkerId ?? Id);
        return measure(process);
    }

    [GeneratedRegex(@"^Worker process (?<id>\d+) is ready$")]
    private static partial Regex WorkerLine();

    [GeneratedRegex(@"^Listening on (?<address>http://127\.0\.0\.1:\d+)$")]
    private static partial Regex ListeningLine();
}
