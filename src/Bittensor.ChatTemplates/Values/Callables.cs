using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Arguments of a call.</summary>
/// <param name="Positional">Arguments by position.</param>
/// <param name="Named">Arguments by name, in the order given; names differ.</param>
internal readonly record struct Arguments(Value[] Positional, List<KeyValuePair<string, Value>> Named)
{
    public static readonly List<KeyValuePair<string, Value>> NoNames = [];

    public static Arguments None { get; } = new([], NoNames);

    /// <summary>Takes a named argument away.</summary>
    public Value? Take(string name)
    {
        var index = Named.FindIndex(argument => argument.Key == name);
        if (index < 0)
        {
            return null;
        }
        var value = Named[index].Value;
        Named.RemoveAt(index);
        return value;
    }
}

/// <summary>A value that can be called.</summary>
internal abstract class CallableValue : Value
{
    /// <summary>Calls the value.</summary>
    public abstract Value Call(Rendering rendering, Arguments arguments);
}

/// <summary>A built-in function, or a method with the value it belongs to.</summary>
internal sealed class FunctionValue(string name, Func<Rendering, Arguments, Value> body) : CallableValue
{
    public string Name { get; } = name;

    public override string TypeName => "function";

    public override Value Call(Rendering rendering, Arguments arguments) => body(rendering, arguments);
}

/// <summary>A parameter list of a built-in function, filter, test or method.</summary>
internal sealed class Signature
{
    private readonly string _name;
    private readonly string[] _parameters;
    private readonly int _required;
    private readonly bool _positionalOnly;

    /// <summary>Reads a parameter list.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="parameters">Names, separated by spaces; those after a <c>?</c> may be left out. A list that begins with
    /// <c>/</c> takes no names.</param>
    public Signature(string name, string parameters)
    {
        _name = name;
        _positionalOnly = parameters.StartsWith('/');
        var halves = parameters.TrimStart('/').Split('?');
        var required = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var optional = halves.Length > 1 ? halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        _parameters = [.. required, .. optional];
        _required = required.Length;
    }

    /// <summary>Assigns arguments to parameters.</summary>
    /// <returns>One value a parameter; null where it was left out.</returns>
    public Value?[] Bind(Rendering rendering, Arguments arguments)
    {
        var bound = new Value?[_parameters.Length];
        if (arguments.Positional.Length > bound.Length)
        {
            throw rendering.Fault($"{_name}() takes at most {bound.Length} arguments ({arguments.Positional.Length} given)");
        }
        arguments.Positional.CopyTo(bound, 0);
        foreach (var (name, value) in arguments.Named)
        {
            var index = _positionalOnly ? -1 : Array.IndexOf(_parameters, name);
            if (index < 0)
            {
                throw rendering.Fault($"{_name}() got an unexpected keyword argument '{name}'");
            }
            if (bound[index] != null)
            {
                throw rendering.Fault($"{_name}() got multiple values for argument '{name}'");
            }
            bound[index] = value;
        }
        for (var i = 0; i < _required; i++)
        {
            if (bound[i] == null)
            {
                throw rendering.Fault($"{_name}() missing required argument '{_parameters[i]}'");
            }
        }
        return bound;
    }
}
