using Bittensor.LocalWorker.Http;
using Bittensor.LocalWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Gives every HTTP function its route. ASP.NET Core's routing does the rest: literal segments win over parameters,
/// 404 for an unknown path, 405 for a known one with another method.</summary>
internal static class HttpEndpoints
{
    /// <summary>Maps the app's HTTP functions.</summary>
    public static void Map(WebApplication app, FunctionApp functions)
    {
        var keys = app.Services.GetRequiredService<FunctionKeys>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger<HttpFunctionEndpoint>();
        foreach (var (function, kind) in functions.Of<HttpTriggerKind>())
        {
            var trigger = (HttpTriggerAttribute)function.Source.Trigger;
            var endpoint = new HttpFunctionEndpoint(
                function, app.Services.GetRequiredService<FunctionInvoker>(), keys,
                app.Services.GetRequiredService<InvocationLifetime>(), logger);
            var (pattern, methods) = (kind.PatternOf(function.Source), HttpTriggerKind.MethodsOf(trigger));
            _ = methods.Length == 0 ? app.Map(pattern, endpoint.InvokeAsync) : app.MapMethods(pattern, methods, endpoint.InvokeAsync);
            if (!keys.CanPass(trigger.AuthLevel))
            {
                Log.KeyMissing(logger, function.Name, FunctionKeys.FunctionSetting, FunctionKeys.AdminSetting);
            }
        }
    }
}
