using Bittensor.LocalWorker.Invocation;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Finds, before the first run, function classes whose constructor asks for a service that nobody registered.</summary>
internal static class ConstructorCheck
{
    /// <summary>Checks the classes of all functions that are not static.</summary>
    /// <exception cref="FunctionAppException">A service is missing; all are listed.</exception>
    public static void Run(FunctionApp app, IServiceProvider services)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        var problems = app.Functions
            .Where(function => !function.Source.Method.IsStatic)
            .Select(function => function.Source.Type)
            .Distinct()
            .SelectMany(type => Missing(type, known))
            .ToList();
        if (problems.Count > 0)
        {
            throw new FunctionAppException(problems);
        }
    }

    private static IEnumerable<string> Missing(Type type, IServiceProviderIsService known)
    {
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0].GetParameters()
                .Where(parameter => !parameter.HasDefaultValue && !known.IsService(parameter.ParameterType))
                .Select(parameter => $"{type.FullName}: no service of type {parameter.ParameterType} for '{parameter.Name}' is registered.")
            : [$"{type.FullName}: a function class has exactly one public constructor; this one has {constructors.Length}."];
    }
}
