using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Library;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>An expression of a template.</summary>
internal abstract class Expression(SourcePosition position)
{
    public SourcePosition Position { get; } = position;

    /// <summary>Evaluates the expression; counts a step and a level.</summary>
    public Value Evaluate(Scope scope)
    {
        var outer = scope.Rendering.Enter(Position);
        var value = Compute(scope);
        scope.Rendering.Leave(outer);
        return value;
    }

    /// <summary>Evaluates the expression.</summary>
    protected abstract Value Compute(Scope scope);
}

/// <summary>A literal.</summary>
internal sealed class ConstantExpression(SourcePosition position, Value value) : Expression(position)
{
    public Value Value { get; } = value;

    protected override Value Compute(Scope scope) => Value;
}

/// <summary>A name.</summary>
internal sealed class NameExpression(SourcePosition position, string name) : Expression(position)
{
    public string Name { get; } = name;

    protected override Value Compute(Scope scope) => scope.Get(Name);
}

/// <summary>An attribute of a namespace, as a target of <c>set</c>.</summary>
internal sealed class NamespaceTarget(SourcePosition position, string name, string attribute) : Expression(position)
{
    public string Name { get; } = name;

    public TextValue Attribute { get; } = new(attribute);

    protected override Value Compute(Scope scope) => throw scope.Rendering.Fault("An attribute of a namespace is only a target here");
}

/// <summary>A list or a tuple.</summary>
internal sealed class ItemsExpression(SourcePosition position, Expression[] items, bool isTuple) : Expression(position)
{
    public Expression[] Items { get; } = items;

    public bool IsTuple { get; } = isTuple;

    protected override Value Compute(Scope scope)
    {
        var values = new Value[Items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Evaluate(scope);
        }
        return IsTuple ? new TupleValue(values) : new ListValue(values);
    }
}

/// <summary>A dict.</summary>
internal sealed class DictExpression(SourcePosition position, List<(Expression Key, Expression Value)> entries) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var values = new OrderedDictionary<Value, Value>(entries.Count, scope.Rendering.Keys);
        foreach (var (key, value) in entries)
        {
            values[key.Evaluate(scope)] = value.Evaluate(scope);
        }
        return new DictValue(values);
    }
}

/// <summary>Arithmetic with two sides.</summary>
internal sealed class BinaryExpression(SourcePosition position, string symbol, Expression left, Expression right) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var a = left.Evaluate(scope);
        var b = right.Evaluate(scope);
        return Operators.Apply(scope.Rendering, symbol, a, b);
    }
}

/// <summary>A sign.</summary>
internal sealed class SignExpression(SourcePosition position, bool negative, Expression operand) : Expression(position)
{
    protected override Value Compute(Scope scope) => Operators.Sign(scope.Rendering, negative, operand.Evaluate(scope));
}

/// <summary>Texts side by side: <c>~</c>.</summary>
internal sealed class ConcatExpression(SourcePosition position, Expression[] parts) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var texts = new string[parts.Length];
        var length = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            texts[i] = Printing.Str(scope.Rendering, parts[i].Evaluate(scope));
            length += texts[i].Length;
        }
        scope.Rendering.ChargeText(length);
        return new TextValue(string.Concat(texts));
    }
}

/// <summary><c>and</c>, <c>or</c>: the side that decides.</summary>
internal sealed class LogicExpression(SourcePosition position, bool isAnd, Expression left, Expression right) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var value = left.Evaluate(scope);
        return value.IsTrue == isAnd ? right.Evaluate(scope) : value;
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotExpression(SourcePosition position, Expression operand) : Expression(position)
{
    protected override Value Compute(Scope scope) => BooleanValue.Of(!operand.Evaluate(scope).IsTrue);
}

/// <summary>A chain of comparisons, each with its neighbours; it stops at the first that fails.</summary>
internal sealed class CompareExpression(SourcePosition position, Expression first, List<(string Symbol, Expression Operand)> rest)
    : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var left = first.Evaluate(scope);
        foreach (var (symbol, operand) in rest)
        {
            var right = operand.Evaluate(scope);
            if (!Holds(scope.Rendering, symbol, left, right))
            {
                return BooleanValue.False;
            }
            left = right;
        }
        return BooleanValue.True;
    }

    private static bool Holds(Rendering rendering, string symbol, Value left, Value right) => symbol switch
    {
        "==" => Comparison.AreEqual(rendering, left, right),
        "!=" => !Comparison.AreEqual(rendering, left, right),
        "in" => Comparison.Contains(rendering, right, left),
        "not in" => !Comparison.Contains(rendering, right, left),
        _ => Comparison.IsOrdered(rendering, left, right, symbol),
    };
}

/// <summary><c>a if b else c</c>.</summary>
internal sealed class ConditionalExpression(SourcePosition position, Expression condition, Expression then, Expression? otherwise)
    : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        if (condition.Evaluate(scope).IsTrue)
        {
            return then.Evaluate(scope);
        }
        return otherwise?.Evaluate(scope)
            ?? new UndefinedValue("the inline if-expression evaluated to false and no else section was defined.");
    }
}

/// <summary><c>value.name</c>.</summary>
internal sealed class AttributeExpression(SourcePosition position, Expression operand, string name) : Expression(position)
{
    protected override Value Compute(Scope scope) => Attributes.Get(scope.Rendering, operand.Evaluate(scope), name);
}

/// <summary><c>value[key]</c>.</summary>
internal sealed class ItemExpression(SourcePosition position, Expression operand, Expression key) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var value = operand.Evaluate(scope);
        return Attributes.GetItem(scope.Rendering, value, key.Evaluate(scope));
    }
}

/// <summary><c>value[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(SourcePosition position, Expression operand, Expression?[] bounds) : Expression(position)
{
    protected override Value Compute(Scope scope)
    {
        var value = operand.Evaluate(scope);
        var start = bounds[0]?.Evaluate(scope);
        var stop = bounds[1]?.Evaluate(scope);
        return Sequences.Slice(scope.Rendering, value, start, stop, bounds[2]?.Evaluate(scope));
    }
}

/// <summary>Arguments of a call as they are written.</summary>
/// <param name="Positional">Arguments by position.</param>
/// <param name="Named">Arguments by name.</param>
/// <param name="MorePositional">After <c>*</c>, or null.</param>
/// <param name="MoreNamed">After <c>**</c>, or null.</param>
internal sealed record ArgumentList(Expression[] Positional, List<KeyValuePair<string, Expression>> Named, Expression? MorePositional,
    Expression? MoreNamed)
{
    public static readonly ArgumentList Empty = new([], [], null, null);

    /// <summary>Evaluates the arguments.</summary>
    public Arguments Evaluate(Scope scope)
    {
        if (this == Empty)
        {
            return Arguments.None;
        }
        var positional = new Value[Positional.Length];
        for (var i = 0; i < positional.Length; i++)
        {
            positional[i] = Positional[i].Evaluate(scope);
        }
        if (MorePositional != null)
        {
            positional = [.. positional, .. Sequences.Iterate(scope.Rendering, MorePositional.Evaluate(scope))];
        }
        if (Named.Count == 0 && MoreNamed == null)
        {
            return new Arguments(positional, Arguments.NoNames);
        }
        var named = Named.ConvertAll(argument => KeyValuePair.Create(argument.Key, argument.Value.Evaluate(scope)));
        AddMoreNamed(scope, named);
        return new Arguments(positional, named);
    }

    private void AddMoreNamed(Scope scope, List<KeyValuePair<string, Value>> named)
    {
        if (MoreNamed == null)
        {
            return;
        }
        if (MoreNamed.Evaluate(scope) is not DictValue dict)
        {
            throw scope.Rendering.Fault("argument after ** must be a mapping");
        }
        foreach (var (key, value) in dict.Entries)
        {
            if (key is not TextValue name)
            {
                throw scope.Rendering.Fault("keywords must be strings");
            }
            scope.Rendering.Charge(named.Count);
            if (named.Exists(argument => argument.Key == name.Text))
            {
                throw scope.Rendering.Fault($"got multiple values for keyword argument '{name.Text}'");
            }
            named.Add(KeyValuePair.Create(name.Text, value));
        }
    }
}

/// <summary>A call.</summary>
internal sealed class CallExpression(SourcePosition position, Expression function, ArgumentList arguments) : Expression(position)
{
    /// <summary>Calls the function with one more argument by name.</summary>
    public Value CallWith(Scope scope, string name, Value value)
    {
        var outer = scope.Rendering.Enter(Position);
        var called = function.Evaluate(scope);
        var given = arguments.Evaluate(scope);
        if (given.Named.Exists(argument => argument.Key == name))
        {
            throw scope.Rendering.Fault($"got multiple values for keyword argument '{name}'");
        }
        var result = Call(scope.Rendering, called, given with { Named = [.. given.Named, KeyValuePair.Create(name, value)] });
        scope.Rendering.Leave(outer);
        return result;
    }

    protected override Value Compute(Scope scope)
    {
        var called = function.Evaluate(scope);
        return Call(scope.Rendering, called, arguments.Evaluate(scope));
    }

    private static Value Call(Rendering rendering, Value called, Arguments arguments) => called switch
    {
        CallableValue callable => callable.Call(rendering, arguments),
        LoopValue { Recurse: { } recurse } loop when arguments is { Positional: [var items], Named.Count: 0 } =>
            recurse(items, loop.Depth + 1),
        UndefinedValue undefined => throw rendering.Fault(undefined.Message),
        _ => throw rendering.Fault($"'{called.TypeName}' object is not callable"),
    };
}

/// <summary><c>value | name(arguments)</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operand">The value, or null for the text of a block.</param>
/// <param name="name">Name of the filter.</param>
/// <param name="arguments">Arguments.</param>
internal sealed class FilterExpression(SourcePosition position, Expression? operand, string name, ArgumentList arguments)
    : Expression(position)
{
    private readonly Filter? _filter = Filters.TryGet(name);

    /// <summary>Whether there is a filter of this name.</summary>
    public bool IsKnown => _filter != null;

    /// <summary>Name of the filter.</summary>
    public string Name { get; } = name;

    /// <summary>Applies the filter, and those before it, to the text of a block.</summary>
    public Value ApplyTo(Scope scope, Value text)
    {
        var outer = scope.Rendering.Enter(Position);
        var value = operand is FilterExpression inner ? inner.ApplyTo(scope, text) : text;
        var result = Apply(scope, value);
        scope.Rendering.Leave(outer);
        return result;
    }

    protected override Value Compute(Scope scope) => Apply(scope, operand!.Evaluate(scope));

    private Value Apply(Scope scope, Value value)
    {
        if (_filter == null)
        {
            throw scope.Rendering.Fault($"No filter named '{Name}'.");
        }
        return _filter(scope.Rendering, value, arguments.Evaluate(scope));
    }
}

/// <summary><c>value is name(arguments)</c>.</summary>
internal sealed class TestExpression(SourcePosition position, Expression operand, string name, ArgumentList arguments)
    : Expression(position)
{
    private readonly Test? _test = Tests.TryGet(name);

    /// <summary>Whether there is a test of this name.</summary>
    public bool IsKnown => _test != null;

    protected override Value Compute(Scope scope)
    {
        var value = operand.Evaluate(scope);
        if (_test == null)
        {
            throw scope.Rendering.Fault($"No test named '{name}'.");
        }
        return BooleanValue.Of(_test(scope.Rendering, value, arguments.Evaluate(scope)));
    }
}
