using System.Reflection;
using Bittensor.LocalWorker.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Http;

/// <summary>Functions with <see cref="HttpTriggerAttribute"/>, in the form of the ASP.NET Core integration.</summary>
/// <param name="options">The app's host.json.</param>
/// <param name="enabled">Whether the app called <c>ConfigureFunctionsWebApplication</c>.</param>
internal sealed class HttpTriggerKind(HttpOptions options, bool enabled) : ITriggerKind
{
    private static readonly string[] Reserved = ["admin", "runtime"]; // the Functions host keeps these for itself
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string BindingType => "httpTrigger";

    /// <inheritdoc/>
    public bool Handles(TriggerBindingAttribute trigger) => trigger is HttpTriggerAttribute;

    /// <inheritdoc/>
    public ArgumentBinder? BindParameter(FunctionMethod function, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return context => ((HttpContext)context.TriggerValue).Request;
        }

        return !function.IsTrigger(parameter) && TextArguments.CanConvertTo(parameter.ParameterType)
            && Parse(function)?.GetParameter(parameter.Name!) is not null
            ? context => TextArguments.Convert(context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!), parameter.ParameterType)
            : null;
    }

    /// <inheritdoc/>
    /// <remarks>Other objects would be lost under the Functions host, which sends what a result writes and nothing else.</remarks>
    public bool AcceptsResult(Type type) => type.IsAssignableTo(typeof(IActionResult)) || type.IsAssignableTo(typeof(IResult));

    /// <inheritdoc/>
    public IEnumerable<string> Check(FunctionMethod function)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        if (!enabled)
        {
            yield return "HTTP functions need builder.ConfigureFunctionsWebApplication().";
        }

        if (trigger.AuthLevel == AuthorizationLevel.User)
        {
            yield return "the local worker does not know AuthorizationLevel.User.";
        }

        var route = RouteOf(function);
        if (Reserved.Any(word => route.TrimStart('/').StartsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"route '{route}' begins with 'admin' or 'runtime', which the Functions host keeps for itself.";
        }

        if (Parse(function) is null)
        {
            yield return $"route '{route}' is not a valid route template.";
        }

        foreach (var method in MethodsOf(trigger).DefaultIfEmpty("any method"))
        {
            if (!_taken.TryAdd($"{method} {route}", function.Name))
            {
                yield return $"{method} '{route}' already belongs to {_taken[$"{method} {route}"]}.";
            }
        }
    }

    /// <inheritdoc/>
    public string Describe(FunctionMethod function, string baseAddress) =>
        $"[{string.Join(',', MethodsOf((HttpTriggerAttribute)function.Trigger).DefaultIfEmpty("ANY"))}] {baseAddress}/{PatternOf(function)}";

    /// <summary>The function's route template, prefix included, without a leading slash.</summary>
    public string PatternOf(FunctionMethod function) => $"{options.RoutePrefix.Trim('/')}/{RouteOf(function)}".Trim('/');

    /// <summary>Methods the trigger names, in upper case; none for all.</summary>
    public static string[] MethodsOf(HttpTriggerAttribute trigger) =>
        Array.ConvertAll(trigger.Methods ?? [], method => method.ToUpperInvariant());

    private static string RouteOf(FunctionMethod function) =>
        ((HttpTriggerAttribute)function.Trigger).Route is { } route && !string.IsNullOrWhiteSpace(route) ? route : function.Name;

    private RoutePattern? Parse(FunctionMethod function)
    {
        try
        {
            return RoutePatternFactory.Parse(PatternOf(function));
        }
        catch (RoutePatternException)
        {
            return null;
        }
    }
}
