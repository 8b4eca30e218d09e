using System.Diagnostics;
using System.Text;
using Bittensor.LocalHost.Launching;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>A host that serves one app. Disposing ends it and its worker, by force where it must.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private const int MostStarts = 3;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly HashSet<int> _workers = [];
    private bool _disposed;

    private RunningHost(HostKind kind, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var port = FreePort.Next();
        Kind = kind;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = Contract.Patience };
        _process = Process.Start(StartInfo(kind, folder, port, settings))!;
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Which host it is.</summary>
    public HostKind Kind { get; }

    /// <summary>Asks the app.</summary>
    public HttpClient Http { get; }

    /// <summary>Process id of the host itself, which a wrapper may have started.</summary>
    public int HostId => ProcessTable.ParentOf(WorkerId);

    /// <summary>Process id of the worker.</summary>
    public int WorkerId
    {
        get
        {
            var worker = ProcessTable.Tree(_process.Id).Single(id => ProcessTable.IsWorker(id) && ProcessTable.IsAlive(id));
            _workers.Add(worker);
            return worker;
        }
    }

    /// <summary>Everything that it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a host and waits until the app answers.</summary>
    /// <param name="kind">Which host.</param>
    /// <param name="folder">The app's output folder.</param>
    /// <param name="settings">Its settings, as environment variables.</param>
    /// <param name="readyPath">Path that answers 200 once the app is ready.</param>
    public static async Task<RunningHost> StartAsync(
        HostKind kind, string folder, IReadOnlyDictionary<string, string> settings, string readyPath)
    {
        for (var start = 1; ; start++)
        {
            var host = new RunningHost(kind, folder, settings);
            try
            {
                await host.WaitUntilReadyAsync(readyPath);
                return host;
            }
            catch (Exception) when (start < MostStarts && host.Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                await host.DisposeAsync(); // another program took the port
            }
            catch
            {
                await host.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Asks the host to end, as a platform does that takes an instance away.</summary>
    public void Terminate() => Assert.True(UnixSignal.TryTerminate(HostId));

    /// <summary>Waits until the host has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Contract.Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends processes without a word, all at the same time as far as this can be done.</summary>
    public static void Kill(params int[] ids)
    {
        foreach (var id in ids)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // it has ended by itself
            }
        }
    }

    /// <summary>Ends it in order where it can, and by force where it cannot.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Http.Dispose();
        var tree = ProcessTable.Tree(_process.Id);
        if (!_process.HasExited)
        {
            var host = tree.Where(ProcessTable.IsWorker).Select(ProcessTable.ParentOf).FirstOrDefault(_process.Id);
            using var limit = new CancellationTokenSource(StopTimeout);
            UnixSignal.TryTerminate(host);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        Kill([.. tree.Concat(_workers).Where(id => ProcessTable.IsWorker(id))]);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(HostKind kind, string folder, int port, IReadOnlyDictionary<string, string> settings)
    {
        string[] arguments = ["start", "--port", $"{port}"];
        var start = kind == HostKind.Local
            ? new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [AppPaths.LocalHost, .. arguments, "--parent", $"{Environment.ProcessId}"])
            : new ProcessStartInfo(OnEveryHostAttribute.Named!, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task WaitUntilReadyAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Http.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            await Eventually.TrueAsync(() => AnswersAsync(http, path), Contract.Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Output}", exception);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http, string path)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The host ended with code {_process.ExitCode}.\n{Output}");
        }

        return await Ask.IsOkAsync(http, path);
    }

    private void Remember(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
