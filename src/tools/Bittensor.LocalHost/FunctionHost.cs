using System.Net;
using Bittensor.LocalHost.Http;
using Bittensor.LocalHost.Settings;
using Bittensor.LocalHost.Triggers;
using Bittensor.LocalHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalHost;

/// <summary>Serves one function app as the Functions host does: HTTP on a port of its own, timers and queues, one worker process.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private const long DefaultBodyLimit = 100L << 20; // the host's

    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(5), EndTimeout = TimeSpan.FromSeconds(15);

    private readonly WebApplication _web;
    private readonly AppFolder _app;
    private readonly TimeSpan _stopTimeout;

    private FunctionHost(WebApplication web, AppFolder app, TimeSpan stopTimeout)
    {
        _web = web;
        _app = app;
        _stopTimeout = stopTimeout;
    }

    /// <summary>Where the app is reached.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Is cancelled when the host gives up or is told to end.</summary>
    public CancellationToken Stopping => _web.Lifetime.ApplicationStopping;

    /// <summary>Starts a worker and serves its functions.</summary>
    /// <param name="app">The app.</param>
    /// <param name="port">TCP port of 127.0.0.1; 0 for any that is free.</param>
    /// <param name="stopTimeout">Time that running functions have to finish when the host ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LocalHostException">The worker does not start.</exception>
    public static async Task<FunctionHost> StartAsync(AppFolder app, int port, TimeSpan stopTimeout, CancellationToken cancellationToken)
    {
        var host = new FunctionHost(Build(app, port), app, stopTimeout);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends in order: takes nothing new, lets running functions finish, cancels the rest, ends the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        var services = _web.Services;
        var workers = services.GetRequiredService<WorkerSupervisor>();

        // 1. nothing new: no connections, messages or ticks
        using var last = new CancellationTokenSource(_stopTimeout + CancelTimeout + EndTimeout);
        var web = _web.StopAsync(last.Token);
        var running = Task.WhenAll(
            services.GetRequiredService<TriggerHost>().DisposeAsync().AsTask(), services.GetRequiredService<HttpInvocation>().IdleAsync());

        // 2. what runs may finish, and is told to when it takes long
        if (!await EndsWithinAsync(running, _stopTimeout))
        {
            Log.DrainEnded(services.GetRequiredService<ILogger<FunctionHost>>(), workers.Running, _stopTimeout);
            services.GetRequiredService<FunctionInvoker>().CancelAll();
            await EndsWithinAsync(running, CancelTimeout);
        }

        // 3. the worker, and with it the last connection: its own
        await workers.DisposeAsync();
        await running;
        await web;
        await _web.DisposeAsync();
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static WebApplication Build(AppFolder app, int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = app.Folder });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Error)
            .AddFilter("Azure", LogLevel.Error)
            .AddFilter("Yarp", LogLevel.Error)
            .AddFilter("Grpc", LogLevel.Error)
            .AddFilter("Host", LogLevel.Warning)
            .AddFilter("Host.Results", LogLevel.None) // a failure is told once, by this host
            .AddFilter("Function", LogLevel.Critical)
            .AddConfiguration(app.Host.GetSection("logging"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = app.Configuration().GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", DefaultBodyLimit);
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddHttpForwarder();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan); // DisposeAsync has the limit
        builder.Services
            .AddSingleton(app)
            .AddSingleton(new FunctionKeys(app.Configuration()))
            .AddSingleton<WorkerChannels>()
            .AddSingleton<WorkerSupervisor>()
            .AddSingleton<FunctionInvoker>()
            .AddSingleton(services => new TriggerFunctions(services.GetRequiredService<FunctionInvoker>()))
            .AddSingleton<TriggerHost>()
            .AddSingleton<HttpInvocation>()
            .AddSingleton<HttpFunctions>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // signals are the program's
        return builder.Build();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var services = _web.Services;
        var http = services.GetRequiredService<HttpFunctions>();
        var triggers = services.GetRequiredService<TriggerFunctions>();

        // 1. listen; requests wait until the functions are known
        var functions = new TaskCompletionSource<IRouter>(TaskCreationOptions.RunContinuationsAsynchronously);
        _web.MapWhen(context => !HttpProtocol.IsHttp2(context.Request.Protocol), web => web
            .UseAdmin(services.GetRequiredService<FunctionKeys>(), triggers)
            .UseFunctions(functions.Task)
            .UseHomePage(_app.Configuration()));
        _web.MapGrpcService<FunctionRpcService>();
        await _web.StartAsync(cancellationToken);
        Uri[] addresses = [.. services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
        Address = addresses[0];

        // 2. the worker, and what it has
        var worker = await services.GetRequiredService<WorkerSupervisor>().StartAsync(addresses[1], Address, cancellationToken);
        functions.SetResult(http.Router(worker.Functions));
        triggers.Add(worker.Functions);
        Print(worker.Functions, http);

        // 3. timers and queues
        await services.GetRequiredService<TriggerHost>().StartAsync(cancellationToken);
    }

    private void Print(IReadOnlyList<FunctionDefinition> functions, HttpFunctions http)
    {
        Console.WriteLine($"Functions of {Path.GetFileNameWithoutExtension(_app.Program)}:");
        foreach (var function in functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            var where = function.Kind switch
            {
                "httpTrigger" => $"{Address}{http.Path(function)}",
                "timerTrigger" => $"timer {function.Text("schedule")}",
                "queueTrigger" => $"queue {function.Text("queueName")}",
                var kind => $"{kind} is not run here",
            };
            Console.WriteLine($"  {function.Name}: {where}");
        }

        Console.WriteLine($"Listening on {Address.AbsoluteUri.TrimEnd('/')}");
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
