using System.Diagnostics;
using Bittensor.Testing;

[assembly: AssemblyFixture(typeof(Bittensor.Functions.Axon.Tests.AxonProcess))]

namespace Bittensor.Functions.Axon.Tests;

/// <summary>The app as its users start it: a process of its own, here with a tiny model and small limits.</summary>
public sealed class AxonProcess : IAsyncLifetime
{
    public const int BodyLimit = 1 << 20;
    public const string Hotkey = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    private readonly System.Text.StringBuilder _output = new();
    private Process? _process;

    /// <summary>The model that is served.</summary>
    public string ModelFolder { get; init; } = Testing.TinyModels.TinyModel.Folder("position-ids");

    /// <summary>Changes the settings before the start.</summary>
    public Action<Dictionary<string, string>> Configure { get; init; } = _ => { };

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Environment of an axon that serves a tiny model.</summary>
    public static Dictionary<string, string> Settings() => new()
    {
        ["Model__Folder"] = Testing.TinyModels.TinyModel.Folder("position-ids"),
        ["Model__ExecutionProvider"] = "Cpu",
        ["Model__Threads"] = "1",
        ["Axon__MaxBodyBytes"] = $"{BodyLimit}",
        ["Axon__Hotkey"] = Hotkey,
        ["AzureWebJobsDisableHomepage"] = "true",
    };

    /// <summary>Starts the app without waiting for anything.</summary>
    public static Process Start(Dictionary<string, string> settings, Action<string> line)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bittensor.Functions.Axon.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, data) => line(data.Data ?? "");
        process.ErrorDataReceived += (_, data) => line(data.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        Http.BaseAddress = new Uri($"http://127.0.0.1:{port}/");
        var settings = Settings();
        settings["Model__Folder"] = ModelFolder;
        settings["LocalWorker__Port"] = $"{port}";
        Configure(settings);
        _process = Start(settings, Remember);
        await Eventually.TrueAsync(IsReadyAsync);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    public string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    private void Remember(string line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process!.HasExited, Output());
        try
        {
            using var answer = await Http.GetAsync(new Uri("health", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }
}
