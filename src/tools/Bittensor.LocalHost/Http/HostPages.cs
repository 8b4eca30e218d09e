using Bittensor.LocalHost.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalHost.Http;

/// <summary>What the host answers itself: <c>/admin</c>, <c>/runtime</c>, and <c>/</c> where no function takes it.</summary>
internal static class HostPages
{
    private const string HomePage = "<!doctype html><title>Local host</title><p>Your function app runs. This is a development tool.</p>";

    /// <summary>Answers the paths that belong to the host; with the master key, <c>POST /admin/functions/{name}</c> runs a function
    /// with another trigger than HTTP.</summary>
    public static IApplicationBuilder UseAdmin(this IApplicationBuilder host, FunctionKeys keys, TriggerFunctions triggers) => host.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/admin") && !context.Request.Path.StartsWithSegments("/runtime"))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        if (!keys.IsMaster(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/admin/host/status")
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            await context.Response.WriteAsJsonAsync(new { state = "Running", processId = Environment.ProcessId });
        }
        else if (HttpMethods.IsPost(context.Request.Method)
            && context.Request.Path.StartsWithSegments("/admin/functions", out var name) && triggers.TryStart(name.Value!.Trim('/')))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    });

    /// <summary>Answers <c>/</c>, whatever the method, where no function has: with a page, or with 204 where the setting
    /// <c>AzureWebJobsDisableHomepage</c> is true.</summary>
    public static IApplicationBuilder UseHomePage(this IApplicationBuilder host, IConfiguration settings) => host.Use(async (context, next) =>
    {
        if (context.Request.Path.Value is not ("" or "/"))
        {
            await next(context);
            return;
        }

        if (bool.TryParse(settings["AzureWebJobsDisableHomepage"], out var disabled) && disabled)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/html";
        context.Response.ContentLength = HomePage.Length;
        await context.Response.WriteAsync(HomePage);
    });
}
