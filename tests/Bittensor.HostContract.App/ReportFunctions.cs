using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Bittensor.HostContract.App;

/// <summary>Functions that tell what the worker was given.</summary>
/// <param name="configuration">The worker's configuration.</param>
/// <param name="logging">Makes loggers of any category.</param>
public sealed class ReportFunctions(IConfiguration configuration, ILoggerFactory logging)
{
    /// <summary>The worker's process; also tells that the app answers.</summary>
    [Function("Process")]
    public IActionResult Process([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process")] HttpRequest request) =>
        new JsonResult(new { Id = Environment.ProcessId, Folder = Environment.CurrentDirectory });

    /// <summary>A setting, as the environment and as the configuration have it.</summary>
    [Function("Setting")]
    public IActionResult Setting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings/{name}")] HttpRequest request, string name) =>
        new JsonResult(new
        {
            Environment = Environment.GetEnvironmentVariable(name),
            Configuration = configuration[name.Replace("__", ":", StringComparison.Ordinal)],
        });

    /// <summary>Writes a line at Information, and tells whether the worker's own filters let it pass.</summary>
    [Function("Logs")]
    public IActionResult Log(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "logs/{category}/{id}")] HttpRequest request, string category, string id)
    {
        var logger = logging.CreateLogger(category);
        Lines.Written(logger, id);
        return new JsonResult(new { IsEnabled = logger.IsEnabled(LogLevel.Information) });
    }

    /// <summary>The trace that the invocation belongs to, as the host gave it and as the worker's code sees it.</summary>
    [Function("Trace")]
    public IActionResult Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trace")] HttpRequest request, FunctionContext context) =>
        new JsonResult(new
        {
            context.TraceContext.TraceParent,
            context.TraceContext.TraceState,
            Current = Activity.Current?.TraceId.ToString(),
            Header = request.Headers.TraceParent.ToString(),
        });
}

/// <summary>Log lines of the contract's app.</summary>
internal static partial class Lines
{
    [LoggerMessage(9900, LogLevel.Information, "Contract line {Id}")]
    public static partial void Written(ILogger logger, string id);
}
