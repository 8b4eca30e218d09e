using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>Finds the functions of an app and checks them all before the first one runs.</summary>
internal sealed partial class FunctionCatalog(IReadOnlyList<ITriggerKind> kinds)
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly List<string> _problems = [];

    /// <summary>Returns the functions of the given types.</summary>
    /// <exception cref="FunctionAppException">Something is wrong with at least one; all problems are listed.</exception>
    public IReadOnlyList<LocalFunction> Load(IEnumerable<Type> types)
    {
        var functions = types
            .SelectMany(type => type.GetMethods(AnyMethod))
            .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Function is not null)
            .Select(found => Read(found.Method, found.Function!.Name))
            .OfType<LocalFunction>()
            .ToList();
        foreach (var twice in functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            _problems.Add($"'{twice.Key}' names {twice.Count()} functions: {string.Join(", ", twice.Select(f => f.EntryPoint))}.");
        }

        return _problems.Count == 0 ? functions : throw new FunctionAppException(_problems);
    }

    private LocalFunction? Read(MethodInfo method, string name)
    {
        var before = _problems.Count;
        CheckMethod(method, name);
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(found => found.Trigger is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            Report(name, $"exactly one parameter must carry a trigger attribute; {triggers.Count} do.");
            return null;
        }

        var function = new FunctionMethod(name, method, triggers[0].Parameter, triggers[0].Trigger!);
        var kind = kinds.FirstOrDefault(k => k.Handles(function.Trigger));
        if (kind is null)
        {
            Report(name, $"the local worker does not know {function.Trigger.GetType().Name}.");
            return null;
        }

        var binders = Bind(function, kind);
        foreach (var problem in kind.Check(function))
        {
            Report(name, problem);
        }

        return _problems.Count == before ? new LocalFunction(function, kind, binders) : null;
    }

    private void CheckMethod(MethodInfo method, string name)
    {
        if (!FunctionName().IsMatch(name))
        {
            Report(name, "a name is a letter, then at most 127 letters, digits, '_' or '-'.");
        }

        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
        {
            Report(name, $"{method.DeclaringType!.FullName}.{method.Name} and its class must be public.");
        }

        if (method.IsGenericMethodDefinition || method.DeclaringType!.ContainsGenericParameters
            || (method.DeclaringType.IsAbstract && !method.IsStatic))
        {
            Report(name, $"{method.DeclaringType!.FullName} cannot be constructed: it or its method is abstract or generic.");
        }
    }

    private List<ArgumentBinder> Bind(FunctionMethod function, ITriggerKind kind)
    {
        List<ArgumentBinder> binders = [];
        foreach (var parameter in function.Method.GetParameters())
        {
            var binder = Common(parameter) ?? kind.BindParameter(function, parameter);
            if (binder is null)
            {
                Report(function.Name, $"the local worker cannot fill parameter '{parameter.Name}' of type {parameter.ParameterType.Name}.");
                continue;
            }

            binders.Add(binder);
        }

        var result = ResultOf(function.Method.ReturnType);
        if (result != typeof(void) && !kind.AcceptsResult(result))
        {
            Report(function.Name, $"the local worker cannot use a result of type {result.Name} from a function with {kind.BindingType}.");
        }

        return binders;
    }

    private static ArgumentBinder? Common(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) ? context => context
        : parameter.ParameterType == typeof(CancellationToken) ? context => context.CancellationToken
        : null;

    private static Type ResultOf(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) ? typeof(void)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0]
        : type;

    private void Report(string function, string problem) => _problems.Add($"{function}: {problem}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex FunctionName();
}
