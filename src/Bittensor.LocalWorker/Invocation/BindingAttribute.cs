namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of what binds a function to the outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute;
