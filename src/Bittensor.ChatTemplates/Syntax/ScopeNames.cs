namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Names that one scope of a template reads and sets, in the order of the text.</summary>
/// <remarks>Jinja decides while it compiles where a name comes from. A scope that sets a name before it reads it, whatever
/// happens, takes it for its own from the start: scopes within find it undefined until it is set, even if the caller gave a
/// variable of that name. A scope that reads it first, or sets it in an if block, begins with the value of the scope around
/// it.</remarks>
internal sealed class ScopeNames(ScopeNames? parent)
{
    private readonly Dictionary<string, bool> _setFirst = [];

    /// <summary>Scope around this one.</summary>
    public ScopeNames? Parent { get; } = parent;

    /// <summary>If blocks around the current place, within this scope.</summary>
    public int Branches { get; set; }

    /// <summary>Names that are undefined when the scope begins; known once the template has been parsed.</summary>
    public string[] Hidden { get; private set; } = [];

    /// <summary>Notes that the scope reads a name, or has it as a parameter.</summary>
    public void Read(string name) => _setFirst.TryAdd(name, false);

    /// <summary>Notes that the scope sets a name.</summary>
    public void Set(string name) => _setFirst.TryAdd(name, Branches == 0);

    /// <summary>Finds the hidden names, after all scopes around this one are complete.</summary>
    public void Complete() => Hidden = [.. _setFirst.Where(name => name.Value && !IsKnownAround(name.Key)).Select(name => name.Key)];

    private bool IsKnownAround(string name)
    {
        for (var scope = Parent; scope != null; scope = scope.Parent)
        {
            if (scope._setFirst.ContainsKey(name))
            {
                return true;
            }
        }
        return false;
    }
}
