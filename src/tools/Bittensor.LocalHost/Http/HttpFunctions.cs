using Bittensor.LocalHost.Settings;
using Bittensor.LocalHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalHost.Http;

/// <summary>Routes requests to HTTP functions by the host's rules.</summary>
/// <remarks>The host maps routes in the order of function names, whatever their case, and takes the first that matches: a literal
/// segment wins nothing (Azure/azure-functions-host, issues 3153 and 9876). A method that a route does not take is no match.</remarks>
internal sealed class HttpFunctions(AppFolder app, FunctionKeys keys, HttpInvocation invocation, IServiceProvider services)
{
    private const string DefaultPrefix = "api";

    /// <summary>Makes the router of an app.</summary>
    /// <param name="functions">Its functions.</param>
    public IRouter Router(IEnumerable<FunctionDefinition> functions)
    {
        var routes = new RouteCollection();
        foreach (var function in functions.Where(function => function.Is("httpTrigger")).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            routes.Add(RouteOf(function));
        }

        return routes;
    }

    /// <summary>The path of a function, with the prefix of host.json.</summary>
    public string Path(FunctionDefinition function)
    {
        var prefix = app.Host["extensions:http:routePrefix"] ?? DefaultPrefix;
        return $"{prefix}/{function.Text("route") ?? function.Name}".TrimStart('/');
    }

    private Route RouteOf(FunctionDefinition function) => new(
        new RouteHandler(context => RunAsync(context, function)),
        function.Name,
        Path(function),
        defaults: null,
        Methods(function),
        dataTokens: null,
        services.GetRequiredService<IInlineConstraintResolver>());

    private static Dictionary<string, object>? Methods(FunctionDefinition function) =>
        function.Trigger.TryGetProperty("methods", out var methods) && methods.GetArrayLength() > 0
            ? new() { ["httpMethod"] = new HttpMethodRouteConstraint([.. methods.EnumerateArray().Select(method => method.GetString()!)]) }
            : null;

    private Task RunAsync(HttpContext context, FunctionDefinition function)
    {
        if (!keys.Allows(function.Text("authLevel"), context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return invocation.RunAsync(context, function);
    }
}

/// <summary>Puts the functions of an app into a server's pipeline.</summary>
internal static class HttpFunctionsExtensions
{
    /// <summary>Answers what a function takes; the rest goes on.</summary>
    /// <param name="web">The pipeline.</param>
    /// <param name="known">Ends when the functions are known; requests wait for it.</param>
    public static IApplicationBuilder UseFunctions(this IApplicationBuilder web, Task<IRouter> known) => web.Use(async (context, next) =>
    {
        var router = await known.WaitAsync(context.RequestAborted);
        var route = new RouteContext(context);
        await router.RouteAsync(route);
        if (route.Handler is null)
        {
            await next(context);
            return;
        }

        context.Features.Set<IRoutingFeature>(new RoutingFeature { RouteData = route.RouteData });
        await route.Handler(context);
    });
}
