namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function. Exactly one parameter carries a trigger attribute.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function.</summary>
    /// <param name="name">Unique in the app, in any case; a letter, then letters, digits, <c>_</c> or <c>-</c>; at most 128.</param>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The function's name.</summary>
    public string Name { get; }
}
