using System.Reflection;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Wire;

/// <summary>One property of a synapse, as a field of the wire.</summary>
internal sealed class SynapseField(PropertyInfo property)
{
    /// <summary>Name on the wire.</summary>
    public string Name { get; } = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;

    /// <summary>The property's type.</summary>
    public Type Type { get; } = property.PropertyType;

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; } = property;

    /// <summary>False for fields that follow from the type, such as the name; a value that is sent must be that one.</summary>
    public bool CanSet { get; } = property.SetMethod is { IsPublic: true };

    /// <summary>Whether one form has the field.</summary>
    public bool IsIn(WireForm form) => Property.GetCustomAttribute<WireFormAttribute>() is not { } only || only.Form == form;

    public object? Get(Synapse synapse) => Property.GetValue(synapse);

    public void Set(Synapse synapse, object? value) => Property.SetValue(synapse, value);
}
