using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Bittensor.LocalHost.Settings;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost.Triggers;

/// <summary>Runs timers and queues with the listeners of the WebJobs SDK, which are those of the Functions host.</summary>
internal sealed class TriggerHost(
    AppFolder app, TriggerFunctions functions, IHostApplicationLifetime lifetime, ILoggerFactory logging) : IAsyncDisposable
{
    /// <summary>Section under which the SDK's extensions look for their options: host.json without the file.</summary>
    private const string SdkSection = "AzureWebJobs";

    private IHost? _host;

    /// <summary>Starts to listen; does nothing for an app without such triggers.</summary>
    /// <exception cref="LocalHostException">A listener does not start, as a rule since storage cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (functions.All.Count == 0)
        {
            return;
        }

        var host = Build(TriggerMethods.Create(functions.All));
        try
        {
            await host.StartAsync(cancellationToken);
            _host = host;
        }
        catch (Exception exception)
        {
            host.Dispose(); // the SDK refuses to stop what has not started
            cancellationToken.ThrowIfCancellationRequested();
            throw new LocalHostException($"Timers and queues cannot be started: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>Takes no more messages or ticks, and waits for the functions that run.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _host, null) is { } host)
        {
            await host.Services.GetRequiredService<IDrainModeManager>().EnableDrainModeAsync(CancellationToken.None);
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }

    private IHost Build(Type methods) => new HostBuilder()
        .ConfigureAppConfiguration(configuration => configuration
            .AddConfiguration(app.Configuration())
            .AddInMemoryCollection(app.Host.AsEnumerable().Select(value => KeyValuePair.Create($"{SdkSection}:{value.Key}", value.Value))))
        .ConfigureWebJobs(jobs => jobs.AddAzureStorageCoreServices().AddTimers().AddAzureStorageQueues())
        .ConfigureServices(services => services
            .AddSingleton<ILoggerFactory>(new SharedLoggerFactory(logging))
            .AddSingleton(functions)
            .AddSingleton<ITypeLocator>(new OneType(methods))
            .AddSingleton<IWebJobsExceptionHandler>(new EndOfHost(lifetime, logging.CreateLogger<TriggerHost>()))
            .AddSingleton<IHostIdProvider>(new HostId(app))
            .AddSingleton<ScheduleMonitor, BlobScheduleMonitor>())
        .UseConsoleLifetime(console => console.SuppressStatusMessages = true)
        .Build();

    /// <summary>Ends the host when a listener breaks down, as the Functions host does; the platform starts it again. A message that storage
    /// does not let the host delete is such a case.</summary>
    private sealed class EndOfHost(IHostApplicationLifetime lifetime, ILogger log) : IWebJobsExceptionHandler
    {
        public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) => Task.CompletedTask;

        public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
        {
            Log.ListenerFailed(log, exceptionInfo.SourceException);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return Task.CompletedTask;
        }
    }

    private sealed class OneType(Type type) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [type];
    }

    /// <summary>The same for every host of this folder on this machine, so that they share the locks of timers.</summary>
    private sealed class HostId(AppFolder app) : IHostIdProvider
    {
        private const int Length = 32;

        public Task<string> GetHostIdAsync(CancellationToken cancellationToken)
        {
            var source = app.Configuration()["AzureFunctionsWebHost:hostid"] ?? Hash($"{Environment.MachineName}{app.Folder}");
            return Task.FromResult(source);
        }

        private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    /// <summary>Lends the host's loggers to the SDK, which must not dispose of them.</summary>
    private sealed class SharedLoggerFactory(ILoggerFactory shared) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => shared.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider)
        {
            // the SDK's providers would write every line a second time
        }

        public void Dispose()
        {
            // not ours
        }
    }
}
