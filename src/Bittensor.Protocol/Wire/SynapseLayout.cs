using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Wire;

/// <summary>The fields that one form of one synapse has; worked out once from the contract's properties.</summary>
internal sealed class SynapseLayout
{
    private static readonly ConcurrentDictionary<(Type, WireForm), SynapseLayout> Layouts = new();

    private readonly Type _type;
    private readonly Dictionary<string, int> _indexes;

    private SynapseLayout(Type type, WireForm form)
    {
        _type = type;
        Form = form;
        Fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(property => property.DeclaringType == typeof(Synapse) ? 0 : 1)
            .Select(property => new SynapseField(property))
            .Where(field => field.IsIn(form))];
        _indexes = Fields
            .Select((field, index) => (field.Name, index))
            .ToDictionary(item => item.Name, item => item.index, StringComparer.Ordinal);
    }

    /// <summary>The form.</summary>
    public WireForm Form { get; }

    /// <summary>Fields in the order in which they are written: the common ones first.</summary>
    public IReadOnlyList<SynapseField> Fields { get; }

    public static SynapseLayout Of(Type type, WireForm form) =>
        Layouts.GetOrAdd((type, form), static key => new SynapseLayout(key.Item1, key.Item2));

    /// <summary>Place of a field in <see cref="Fields"/>, or -1.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    public Synapse Create() => (Synapse)Activator.CreateInstance(_type)!;
}
