using Bittensor.LocalWorker.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Tests;

/// <summary>A started function app with the given classes, on a free port, in its own folder.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-worker-test");
    private readonly Dictionary<string, string?> _settings;
    private IHost? _host;

    private TestApp(string hostJson, Dictionary<string, string?> settings)
    {
        _settings = settings;
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), hostJson);
    }

    public IHost Host => _host!;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public StringWriter Output { get; } = new();

    public LogLines Logs { get; } = new();

    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    public static async Task<TestApp> StartAsync(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string hostJson = """{"version":"2.0"}""",
        Dictionary<string, string?>? settings = null)
    {
        var app = new TestApp(hostJson, settings ?? []);
        try
        {
            await app.StartCoreAsync(functions, configure);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync(TestContext.Current.CancellationToken);
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartCoreAsync(Type[] functions, Action<FunctionsApplicationBuilder>? configure)
    {
        string[] args =
        [
            "--port", "0", $"--{LocalWorkerOptions.AppFolderSetting}", _folder.FullName,
            .. _settings.SelectMany(setting => new[] { $"--{setting.Key}", setting.Value! }),
        ];
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Local.FunctionTypes = functions;
        builder.Local.Output = Output;
        builder.Logging.ClearProviders().AddProvider(Logs);
        configure?.Invoke(builder);
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        BaseAddress = new Uri(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client.BaseAddress = BaseAddress;
    }
}
