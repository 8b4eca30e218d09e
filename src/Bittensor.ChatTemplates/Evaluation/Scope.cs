using Bittensor.ChatTemplates.Library;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Evaluation;

/// <summary>Names that a block of a template sets. Bodies of for, macro, call, with, filter and set blocks have scopes of their
/// own; those of if do not.</summary>
/// <param name="rendering">The rendering.</param>
/// <param name="parent">Scope around this one.</param>
internal sealed class Scope(Rendering rendering, Scope? parent = null)
{
    private Dictionary<string, Value>? _values;

    public Rendering Rendering { get; } = rendering;

    /// <summary>Sets a name.</summary>
    public void Set(string name, Value value) => (_values ??= [])[name] = value;

    /// <summary>Forgets all names, before the next round of a loop.</summary>
    public void Clear() => _values?.Clear();

    /// <summary>Finds the value of a name: in this scope, those around it, the caller's variables, then the built-in
    /// functions.</summary>
    public Value Get(string name)
    {
        for (var scope = this; scope != null; scope = scope.Outer)
        {
            if (scope._values != null && scope._values.TryGetValue(name, out var value))
            {
                return value;
            }
        }
        if (Rendering.Variables.TryGetValue(name, out var variable))
        {
            return variable;
        }
        return Functions.TryGet(name) ?? (Value)new UndefinedValue($"'{name}' is undefined");
    }

    private Scope? Outer { get; } = parent;
}
