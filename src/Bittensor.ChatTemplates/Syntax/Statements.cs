using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>How a statement ended.</summary>
internal enum Outcome
{
    /// <summary>The next statement follows.</summary>
    Next,

    /// <summary>The innermost loop ends.</summary>
    Break,

    /// <summary>The innermost loop goes to its next round.</summary>
    Continue,
}

/// <summary>A statement of a template: text, an output or a block.</summary>
internal abstract class Statement(SourcePosition position)
{
    protected SourcePosition Position { get; } = position;

    /// <summary>Executes the statement; counts a step and a level.</summary>
    public Outcome Execute(Scope scope)
    {
        var outer = scope.Rendering.Enter(Position);
        var outcome = Run(scope);
        scope.Rendering.Leave(outer);
        return outcome;
    }

    /// <summary>Executes the statement.</summary>
    protected abstract Outcome Run(Scope scope);
}

/// <summary>Several statements, one after the other.</summary>
/// <param name="position">Where they begin.</param>
/// <param name="statements">The statements.</param>
/// <param name="names">Names of the scope that begins with them, or null.</param>
internal sealed class Body(SourcePosition position, Statement[] statements, ScopeNames? names = null) : Statement(position)
{
    /// <summary>Begins the scope of the statements.</summary>
    public void Begin(Scope scope)
    {
        foreach (var name in names?.Hidden ?? [])
        {
            scope.Set(name, new UndefinedValue($"'{name}' is undefined"));
        }
    }

    /// <summary>Executes the statements and keeps what they write.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="outcome">How the last one ended; after a break, what was written is lost.</param>
    public TextValue Capture(Scope scope, out Outcome outcome)
    {
        Begin(scope);
        scope.Rendering.BeginCapture();
        outcome = Execute(scope);
        return scope.Rendering.EndCapture();
    }

    protected override Outcome Run(Scope scope)
    {
        foreach (var statement in statements)
        {
            var outcome = statement.Execute(scope);
            if (outcome != Outcome.Next)
            {
                return outcome;
            }
        }
        return Outcome.Next;
    }
}

/// <summary>Text outside tags.</summary>
internal sealed class DataStatement(SourcePosition position, string text) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        scope.Rendering.Write(text);
        return Outcome.Next;
    }
}

/// <summary><c>{{ expression }}</c>.</summary>
internal sealed class OutputStatement(SourcePosition position, Expression expression) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        scope.Rendering.Write(Printing.Str(scope.Rendering, expression.Evaluate(scope)));
        return Outcome.Next;
    }
}

/// <summary>An if block. It has no scope of its own.</summary>
internal sealed class IfStatement(SourcePosition position, List<(Expression Condition, Body Then)> branches, Body? otherwise)
    : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        foreach (var (condition, then) in branches)
        {
            if (condition.Evaluate(scope).IsTrue)
            {
                return then.Execute(scope);
            }
        }
        return otherwise?.Execute(scope) ?? Outcome.Next;
    }
}

/// <summary>A for block.</summary>
internal sealed class ForStatement(SourcePosition position, Expression target, Expression items) : Statement(position)
{
    /// <summary>Condition of items, or null.</summary>
    public Expression? Filter { get; init; }

    /// <summary>Statements of a round.</summary>
    public required Body Rounds { get; init; }

    /// <summary>Statements for no rounds, or null.</summary>
    public Body? Otherwise { get; init; }

    /// <summary>Whether <c>loop(items)</c> renders the block for other items.</summary>
    public bool IsRecursive { get; init; }

    protected override Outcome Run(Scope scope) => Run(scope, items.Evaluate(scope), 0);

    private Outcome Run(Scope scope, Value source, int depth)
    {
        var rendering = scope.Rendering;
        var sequence = Sequences.Iterate(rendering, source);
        var length = Filter == null && source is not StreamValue ? Sequences.Length(rendering, source) : null;
        sequence = Filter == null ? sequence : sequence.Where(item => Passes(scope, item));
        var loop = new LoopValue(rendering, sequence, length, depth, IsRecursive ? (other, level) => Recurse(scope, other, level) : null);
        var inner = new Scope(rendering, scope);
        var hasFinished = false; // a round that ended early does not count, which only the else block can tell
        while (loop.Next() is { } item)
        {
            inner.Clear();
            Rounds.Begin(inner);
            inner.Set("loop", loop);
            Assignment.Assign(inner, target, item);
            var outcome = Rounds.Execute(inner);
            if (outcome == Outcome.Break)
            {
                break;
            }
            hasFinished |= outcome == Outcome.Next;
        }
        if (Otherwise == null || hasFinished)
        {
            return Outcome.Next;
        }
        inner.Clear();
        Otherwise.Begin(inner);
        return Otherwise.Execute(inner);
    }

    private bool Passes(Scope scope, Value item)
    {
        var inner = new Scope(scope.Rendering, scope);
        Assignment.Assign(inner, target, item);
        return Filter!.Evaluate(inner).IsTrue;
    }

    private TextValue Recurse(Scope scope, Value source, int depth)
    {
        scope.Rendering.Enter();
        scope.Rendering.BeginCapture();
        Run(scope, source, depth);
        var text = scope.Rendering.EndCapture();
        scope.Rendering.Leave();
        return text;
    }
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed class JumpStatement(SourcePosition position, Outcome outcome) : Statement(position)
{
    protected override Outcome Run(Scope scope) => outcome;
}

/// <summary><c>{% set target = value %}</c>.</summary>
internal sealed class SetStatement(SourcePosition position, Expression target, Expression value) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        Assignment.Assign(scope, target, value.Evaluate(scope));
        return Outcome.Next;
    }
}

/// <summary><c>{% set target %}…{% endset %}</c>.</summary>
internal sealed class SetBlockStatement(SourcePosition position, Expression target, FilterExpression? filter, Body body)
    : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        var inner = new Scope(scope.Rendering, scope);
        Value value = body.Capture(inner, out var outcome);
        if (outcome != Outcome.Next)
        {
            return outcome;
        }
        Assignment.Assign(scope, target, filter?.ApplyTo(inner, value) ?? value);
        return Outcome.Next;
    }
}

/// <summary>Parameter of a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Value where it is left out, or null.</param>
internal sealed record MacroParameter(string Name, Expression? Default);

/// <summary>Parameters and body of a macro or call block.</summary>
/// <param name="Parameters">Parameters.</param>
/// <param name="Body">Body.</param>
/// <param name="UsesNamed">Whether the body reads <c>kwargs</c>, so that further named arguments are allowed.</param>
/// <param name="UsesPositional">Whether it reads <c>varargs</c>.</param>
/// <param name="UsesCaller">Whether it reads <c>caller</c>.</param>
internal sealed record MacroDefinition(MacroParameter[] Parameters, Body Body, bool UsesNamed, bool UsesPositional, bool UsesCaller);

/// <summary>A macro block.</summary>
internal sealed class MacroStatement(SourcePosition position, string name, MacroDefinition definition) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        scope.Set(name, new MacroValue(name, definition, scope));
        return Outcome.Next;
    }
}

/// <summary>A call block: calls a macro that may call the block's body as <c>caller()</c>.</summary>
internal sealed class CallStatement(SourcePosition position, CallExpression call, MacroDefinition definition) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        var result = call.CallWith(scope, "caller", new MacroValue(null, definition, scope));
        scope.Rendering.Write(Printing.Str(scope.Rendering, result));
        return Outcome.Next;
    }
}

/// <summary>A filter block.</summary>
internal sealed class FilterStatement(SourcePosition position, FilterExpression filter, Body body) : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        var inner = new Scope(scope.Rendering, scope);
        var text = body.Capture(inner, out var outcome);
        if (outcome == Outcome.Next)
        {
            scope.Rendering.Write(Printing.Str(scope.Rendering, filter.ApplyTo(inner, text)));
        }
        return outcome;
    }
}

/// <summary>A with block, or a generation block, which has no values: statements in a scope of their own.</summary>
internal sealed class WithStatement(SourcePosition position, List<(Expression Target, Expression Value)> values, Body body)
    : Statement(position)
{
    protected override Outcome Run(Scope scope)
    {
        var inner = new Scope(scope.Rendering, scope);
        body.Begin(inner);
        foreach (var (target, value) in values)
        {
            Assignment.Assign(inner, target, value.Evaluate(scope));
        }
        return body.Execute(inner);
    }
}

/// <summary>Assigns values to names, tuples of them and attributes of namespaces.</summary>
internal static class Assignment
{
    /// <summary>Assigns a value.</summary>
    public static void Assign(Scope scope, Expression target, Value value)
    {
        switch (target)
        {
            case NameExpression name:
                scope.Set(name.Name, value);
                break;
            case NamespaceTarget attribute:
                AssignAttribute(scope, attribute, value);
                break;
            case ItemsExpression items:
                Unpack(scope, items, value);
                break;
        }
    }

    private static void AssignAttribute(Scope scope, NamespaceTarget target, Value value)
    {
        if (scope.Get(target.Name) is not NamespaceValue space)
        {
            throw scope.Rendering.Fault("cannot assign attribute on non-namespace object");
        }
        space.Attributes.Entries[target.Attribute] = value;
    }

    private static void Unpack(Scope scope, ItemsExpression target, Value value)
    {
        if (!Sequences.IsIterable(value))
        {
            throw scope.Rendering.Fault($"cannot unpack non-iterable {value.TypeName} object");
        }
        var values = Sequences.ToArray(scope.Rendering, value);
        if (values.Length != target.Items.Length)
        {
            throw scope.Rendering.Fault($"expected {target.Items.Length} values to unpack, got {values.Length}");
        }
        for (var i = 0; i < values.Length; i++)
        {
            Assign(scope, target.Items[i], values[i]);
        }
    }
}
