using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bittensor.LocalNetwork.Azurite;

/// <summary>A running Azurite: blobs, queues and tables on 127.0.0.1 with the real storage API. It ends with this object, and
/// with this process however that ends.</summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The account every Azurite has.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>That account's key; public and the same everywhere.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int LinesKept = 40;
    private readonly Process _process;
    private readonly AzuriteOptions _options;
    private readonly Queue<string> _lastLines = new();
    private readonly Dictionary<string, Uri> _listening = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private AzuriteProcess(Process process, AzuriteOptions options)
    {
        _process = process;
        _options = options;
        process.OutputDataReceived += (_, line) => Observe(line.Data);
        process.ErrorDataReceived += (_, line) => Observe(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Endpoint of the blob service, account included.</summary>
    public Uri BlobUri => Endpoint("Blob");

    /// <summary>Endpoint of the queue service, account included.</summary>
    public Uri QueueUri => Endpoint("Queue");

    /// <summary>Endpoint of the table service, account included.</summary>
    public Uri TableUri => Endpoint("Table");

    /// <summary>Connection string with all three endpoints, for <c>AzureWebJobsStorage</c> and the storage clients.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
        $"BlobEndpoint={BlobUri};QueueEndpoint={QueueUri};TableEndpoint={TableUri};";

    /// <summary>Id of the operating system's process that serves the storage.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Installs Azurite if need be, starts it and returns once its three services listen.</summary>
    /// <exception cref="AzuriteException">Node.js or npm is missing, the installation failed, a port is taken, the data folder is
    /// not usable, or the services did not listen within <see cref="AzuriteOptions.StartTimeout"/>.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        var installation = await AzuriteInstallation.EnsureAsync(options, cancellationToken);
        var azurite = new AzuriteProcess(ToolProcess.Start(options.NodeCommand, Arguments(installation, options), installation), options);
        try
        {
            await azurite.WaitUntilListeningAsync(cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets Azurite write its data and end; kills it when that takes longer than <see cref="AzuriteOptions.StopTimeout"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        using var limit = new CancellationTokenSource(_options.StopTimeout);
        try
        {
            _process.StandardInput.Close(); // what azurite-host.js waits for
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            ToolProcess.Kill(_process);
        }

        _process.Dispose();
    }

    private static List<string> Arguments(string installation, AzuriteOptions options)
    {
        List<string> arguments =
        [
            Path.Combine(installation, AzuriteInstallation.HostScript), "--disableTelemetry",
            "--skipApiVersionCheck", // storage clients may speak a newer version than this Azurite knows
            "--blobHost", "127.0.0.1", "--blobPort", Text(options.BlobPort),
            "--queueHost", "127.0.0.1", "--queuePort", Text(options.QueuePort),
            "--tableHost", "127.0.0.1", "--tablePort", Text(options.TablePort),
        ];
        arguments.AddRange(options.RequestLog is null ? ["--silent"] : []);
        arguments.AddRange(options.DataFolder is { } folder
            ? ["--location", Directory.CreateDirectory(folder).FullName]
            : ["--inMemoryPersistence"]);
        return arguments;

        static string Text(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.StartTimeout);
        try
        {
            var ended = _process.WaitForExitAsync(limit.Token); // also waits for the last line of output
            await await Task.WhenAny(_ready.Task, ended);
            if (!_ready.Task.IsCompleted)
            {
                throw new AzuriteException($"Azurite ended with code {_process.ExitCode} before it listened:\n{LastLines()}");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Azurite did not listen within {_options.StartTimeout}:\n{LastLines()}");
        }
    }

    /// <summary>Takes a line of output; Azurite names the port of each service in one once it listens.</summary>
    private void Observe(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        if (_ready.Task.IsCompletedSuccessfully)
        {
            _options.RequestLog?.Invoke(line);
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }

            if (ListeningLine().Match(line) is { Success: true } match)
            {
                _listening[match.Groups["service"].Value] = new Uri($"{match.Groups["uri"].Value}/{AccountName}");
            }

            if (_listening.Count == 3)
            {
                _ready.TrySetResult();
            }
        }
    }

    private Uri Endpoint(string service)
    {
        lock (_lastLines)
        {
            return _listening[service];
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines);
        }
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<uri>https?://\S+?)/?$")]
    private static partial Regex ListeningLine();
}
