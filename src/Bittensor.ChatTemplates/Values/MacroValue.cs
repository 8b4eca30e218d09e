using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Syntax;

namespace Bittensor.ChatTemplates.Values;

/// <summary>A macro, or the body of a call block, with the scope in which it was defined.</summary>
/// <param name="name">Name, or null for a call block's body.</param>
/// <param name="definition">Parameters and body.</param>
/// <param name="scope">Scope of the definition.</param>
internal sealed class MacroValue(string? name, MacroDefinition definition, Scope scope) : CallableValue
{
    public string? Name { get; } = name;

    public override string TypeName => "Macro";

    /// <summary>Reads an attribute of the macro.</summary>
    public Value? Attribute(string attribute) => attribute switch
    {
        "name" => Name == null ? NoneValue.Instance : new TextValue(Name),
        "arguments" => new TupleValue([.. definition.Parameters.Select(parameter => new TextValue(parameter.Name))]),
        "catch_kwargs" => BooleanValue.Of(definition.UsesNamed),
        "catch_varargs" => BooleanValue.Of(definition.UsesPositional),
        "caller" => BooleanValue.Of(definition.UsesCaller),
        _ => null,
    };

    /// <summary>Renders the body with the arguments in a scope of its own.</summary>
    public override Value Call(Rendering rendering, Arguments arguments)
    {
        rendering.Enter();
        rendering.Charge(definition.Parameters.Length + ((long)definition.Parameters.Length * arguments.Named.Count / 16));
        var inner = new Scope(rendering, scope);
        var named = new Arguments(arguments.Positional, [.. arguments.Named]);
        definition.Body.Begin(inner);
        var given = Bind(named, out var foundCaller);
        BindSpecial(rendering, inner, named, foundCaller);
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = definition.Parameters[i];
            inner.Set(parameter.Name, given[i] ?? Default(inner, parameter));
        }
        rendering.BeginCapture();
        definition.Body.Execute(inner);
        var text = rendering.EndCapture();
        rendering.Leave();
        return text;
    }

    private Value?[] Bind(Arguments arguments, out bool foundCaller)
    {
        foundCaller = false;
        var given = new Value?[definition.Parameters.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var name = definition.Parameters[i].Name;
            foundCaller |= name == "caller";
            given[i] = i < arguments.Positional.Length ? arguments.Positional[i] : arguments.Take(name);
        }
        return given;
    }

    private void BindSpecial(Rendering rendering, Scope inner, Arguments arguments, bool foundCaller)
    {
        if (definition.UsesCaller && !foundCaller)
        {
            inner.Set("caller", arguments.Take("caller") ?? new UndefinedValue("No caller defined"));
        }
        if (definition.UsesNamed)
        {
            var dict = new OrderedDictionary<Value, Value>(rendering.Keys);
            foreach (var (key, value) in arguments.Named)
            {
                dict[new TextValue(key)] = value;
            }
            inner.Set("kwargs", new DictValue(dict));
        }
        else if (arguments.Named.Count > 0)
        {
            throw rendering.Fault($"macro '{Name}' takes no keyword argument '{arguments.Named[0].Key}'");
        }
        var count = definition.Parameters.Length;
        if (definition.UsesPositional)
        {
            inner.Set("varargs", new TupleValue(arguments.Positional.Length > count ? arguments.Positional[count..] : []));
        }
        else if (arguments.Positional.Length > count)
        {
            throw rendering.Fault($"macro '{Name}' takes not more than {count} argument(s)");
        }
    }

    private static Value Default(Scope inner, MacroParameter parameter) =>
        parameter.Default?.Evaluate(inner) ?? new UndefinedValue($"parameter '{parameter.Name}' was not provided");
}
