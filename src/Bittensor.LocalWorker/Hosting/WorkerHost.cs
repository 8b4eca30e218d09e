using System.Globalization;
using System.Text.Json;
using Bittensor.LocalWorker.Http;
using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Queues;
using Bittensor.LocalWorker.Settings;
using Bittensor.LocalWorker.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Puts the worker together on an ASP.NET Core application.</summary>
internal static class WorkerHost
{
    private const string DefaultUrl = "http://127.0.0.1:7071"; // that of Core Tools
    private const long DefaultBodyLimit = 100 * 1024 * 1024; // that of the Functions host
    private static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(10); // to release messages after the stop timeout

    /// <summary>Step one, before Program.cs goes on: settings, logging, defaults.</summary>
    public static WebApplicationBuilder CreateWebBuilder(string[] args, LocalWorkerOptions options)
    {
        var early = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        options.AppFolder = AppFolder.Find(early[LocalWorkerOptions.AppFolderSetting]);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = options.AppFolder });
        AddLocalSettings(builder.Configuration, options.AppFolder);

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // not a line a request; host.json may ask for them
        builder.Logging.AddConfiguration(HostJson.Read(options.AppFolder, builder.Configuration).Logging);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true); // as the real worker
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = context.Configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", DefaultBodyLimit);
        });
        ChooseUrl(builder, args);
        return builder;
    }

    /// <summary>Step two, after it: functions, triggers, endpoints.</summary>
    /// <exception cref="FunctionAppException">Something is wrong with the app; everything is listed.</exception>
    public static WebApplication Build(
        WebApplicationBuilder builder, LocalWorkerOptions options,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        // 1. what the app consists of
        var hostJson = HostJson.Read(options.AppFolder, builder.Configuration);
        options.ConfigureQueues?.Invoke(hostJson.Queues);
        var settings = new SettingResolver(builder.Configuration);
        var http = new HttpTriggerKind(hostJson.Http, options.HttpEnabled);
        var catalog = new FunctionCatalog([http, new TimerTriggerKind(settings), new QueueTriggerKind(settings)]);
        var functions = new FunctionApp(catalog.Load(options.FindTypes(builder.Configuration[LocalWorkerOptions.AssemblySetting])));

        // 2. what runs it; added last, so that the app's own services have started before the first function runs
        AddServices(builder, options, functions, hostJson.Queues, new FunctionInvoker(middleware));
        var app = builder.Build();

        // 3. what it answers
        ConstructorCheck.Run(functions, app.Services);
        HttpEndpoints.Map(app, functions);
        return app;
    }

    private static void AddServices(
        WebApplicationBuilder builder, LocalWorkerOptions options, FunctionApp functions, QueuesOptions queues, FunctionInvoker invoker)
    {
        var stopTimeout = builder.Configuration.GetValue(LocalWorkerOptions.StopTimeoutSetting, DefaultStopTimeout);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton(functions).AddSingleton(queues).AddSingleton(invoker);
        services.AddSingleton(new FunctionKeys(builder.Configuration));
        services.AddSingleton(provider => new InvocationLifetime(provider.GetRequiredService<IHostApplicationLifetime>(), stopTimeout));
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = stopTimeout + CleanUpTime;
            host.ServicesStopConcurrently = true; // each has the whole time
        });
        services.AddHostedService<TimerService>().AddHostedService<QueueService>();
        services.AddHostedService<ParentWatch>().AddHostedService<StartupListing>();
    }

    /// <summary>Puts local.settings.json right below the environment variables, whose stand-in it is.</summary>
    private static void AddLocalSettings(ConfigurationManager configuration, string folder)
    {
        IList<IConfigurationSource> sources = configuration.Sources;
        var environment = sources.Select((source, index) => (source, index))
            .Last(found => found.source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        sources.Insert(environment.index, new MemoryConfigurationSource { InitialData = LocalSettings.Read(folder) });
    }

    private static void ChooseUrl(WebApplicationBuilder builder, string[] args)
    {
        // only the command line may say "port": an environment variable of that name often means something else
        var port = new ConfigurationBuilder().AddCommandLine(args).Build()["port"];
        if (port is null && (builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? builder.Configuration["http_ports"]) is not null)
        {
            return;
        }

        port ??= builder.Configuration[LocalSettings.PortKey];
        if (port is not null && (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            throw new FunctionAppException($"port '{port}' is not a number from 0 to 65535.");
        }

        builder.WebHost.UseUrls(port is null ? DefaultUrl : $"http://127.0.0.1:{port}");
    }
}
