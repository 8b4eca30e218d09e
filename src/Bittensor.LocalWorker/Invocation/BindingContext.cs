namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger of a run knows beside its value.</summary>
public abstract class BindingContext
{
    /// <summary>Route values of an HTTP request by name; of a queue message <c>QueueTrigger</c> (its text), <c>Id</c>,
    /// <c>DequeueCount</c>, <c>PopReceipt</c>, <c>InsertionTime</c>, <c>ExpirationTime</c> and <c>NextVisibleTime</c>, all as
    /// strings.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
