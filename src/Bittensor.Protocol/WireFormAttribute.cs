namespace Bittensor.Protocol;

/// <summary>The two forms in which a synapse travels.</summary>
public enum WireForm
{
    /// <summary>JSON with the SDK's field names and tensors.</summary>
    Sdk,

    /// <summary>The compact binary form, <c>application/vnd.bittensor.synapse</c>.</summary>
    Binary,
}

/// <summary>Says that a property travels in one form only.</summary>
/// <param name="form">The form that has it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WireFormAttribute(WireForm form) : Attribute
{
    /// <summary>The form that has the property.</summary>
    public WireForm Form { get; } = form;
}
