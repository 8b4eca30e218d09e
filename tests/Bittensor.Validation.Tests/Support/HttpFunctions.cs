using System.Reflection;
using Bittensor.Functions.Validator;
using Bittensor.Functions.Validator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Validation.Tests;

/// <summary>Serves the app's HTTP functions from this process: their methods behind their routes and the app's middleware.</summary>
internal static class HttpFunctions
{
    /// <summary>Maps every function that has an HTTP trigger.</summary>
    public static void MapFunctions(this WebApplication web)
    {
        foreach (var method in typeof(Health).Assembly.GetTypes().SelectMany(type => type.GetMethods()))
        {
            var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).SingleOrDefault(found => found is not null);
            if (trigger is not null)
            {
                web.MapMethods(trigger.Route!, trigger.Methods!, context => AnswerAsync(context, method));
            }
        }
    }

    private static Task AnswerAsync(HttpContext http, MethodInfo method)
    {
        var middleware = ActivatorUtilities.CreateInstance<StorageFaults>(http.RequestServices);
        return middleware.Invoke(new HttpFunctionContext(http, method), async _ =>
        {
            var function = ActivatorUtilities.CreateInstance(http.RequestServices, method.DeclaringType!);
            object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(parameter, http))];
            var result = await (Task<IActionResult>)method.Invoke(function, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
            await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        });
    }

    private static object? Argument(ParameterInfo parameter, HttpContext http)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return http.Request;
        }

        return parameter.ParameterType == typeof(CancellationToken) ? http.RequestAborted : http.GetRouteValue(parameter.Name!);
    }
}
