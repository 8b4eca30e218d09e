namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique id of this run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Id of the function, the same for all its runs.</summary>
    public abstract string FunctionId { get; }

    /// <summary>What the trigger knows beside its value.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Services of this run's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Objects that middleware and function hand each other during this run.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the client hangs up, and when the app stops and its time to finish has passed.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
