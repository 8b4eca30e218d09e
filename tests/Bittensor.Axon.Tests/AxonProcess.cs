using System.Diagnostics;
using System.Reflection;
using Bittensor.Engine.ModelFolders;
using Bittensor.LocalHost;
using Bittensor.LocalHost.Launching;
using Bittensor.Testing;
using Bittensor.Testing.TinyModels;

[assembly: AssemblyFixture(typeof(Bittensor.Axon.Tests.AxonProcess))]

namespace Bittensor.Axon.Tests;

/// <summary>The app as its users start it: served by the local host from its own output folder, here with a tiny model and
/// small limits.</summary>
public sealed class AxonProcess : IAsyncLifetime
{
    public const int BodyLimit = 1 << 20;
    public const string Hotkey = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    private static readonly string Folder = typeof(AxonProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Axon").Value!.Replace('\\', Path.DirectorySeparatorChar);

    private static readonly TimeSpan FailTimeout = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("axon-tests-");
    private AppProcess? _app;

    /// <summary>The model that is served.</summary>
    public string ModelFolder { get; init; } = TinyModel.Folder("position-ids");

    /// <summary>Changes the settings before the start.</summary>
    public Action<Dictionary<string, string>> Configure { get; init; } = _ => { };

    /// <summary>Calls the app, once it is ready.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Starts the app and waits until it is ready.</summary>
    public async ValueTask InitializeAsync()
    {
        _app = AppProcess.StartApp("axon", Folder, Settings(), _logs);
        using var probe = new HttpClient(); // a client that has sent a request takes no base address any more
        (Http.BaseAddress, _) = await _app.WaitUntilReadyAsync(probe, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts an app that cannot serve, and waits until the host has given it up.</summary>
    /// <returns>All that was printed.</returns>
    public async Task<string> FailAsync()
    {
        _app = AppProcess.StartApp("axon", Folder, Settings(), _logs);
        await Eventually.TrueAsync(() => _app.HasExited, FailTimeout);
        Assert.StartsWith("axon ended with code 1.", Assert.Throws<LocalHostException>(_app.ThrowIfEnded).Message, StringComparison.Ordinal);
        await _app.DisposeAsync(); // the log is complete now
        return Output();
    }

    /// <summary>Kills the host and its worker in the middle of what they do.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(_app!.Id);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _logs.Delete(recursive: true);
    }

    /// <summary>What the host and its worker have printed so far.</summary>
    public string Output()
    {
        using var log = new FileStream(_app!.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite); // it is being written
        return new StreamReader(log).ReadToEnd();
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["Model__Folder"] = ModelFolder,
            ["Model__ExecutionProvider"] = "Cpu",
            ["Model__Threads"] = "1",
            ["Axon__MaxBodyBytes"] = $"{BodyLimit}",
            ["Axon__Hotkey"] = Hotkey,
            ["AzureWebJobsDisableHomepage"] = "true",
        };
        Configure(settings);
        return settings;
    }
}
