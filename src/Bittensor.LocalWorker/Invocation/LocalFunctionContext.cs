using Microsoft.Azure.Functions.Worker;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>One run of a function in this process.</summary>
internal sealed class LocalFunctionContext(
    LocalFunction function, object triggerValue, IReadOnlyDictionary<string, object?> bindingData, IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext
{
    /// <summary>The function that runs.</summary>
    public LocalFunction Function { get; } = function;

    /// <summary>What the trigger hands over: request, timer state or message.</summary>
    public object TriggerValue { get; } = triggerValue;

    /// <summary>What the function returned; null before its end and for functions that return nothing.</summary>
    public object? Result { get; set; }

    /// <inheritdoc/>
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    /// <inheritdoc/>
    public override string FunctionId => Function.Id;

    /// <inheritdoc/>
    public override BindingContext BindingContext { get; } = new LocalBindingContext(bindingData);

    /// <inheritdoc/>
    public override IServiceProvider InstanceServices { get; set; } = services;

    /// <inheritdoc/>
    public override FunctionDefinition FunctionDefinition => Function;

    /// <inheritdoc/>
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    /// <inheritdoc/>
    public override CancellationToken CancellationToken { get; } = cancellationToken;

    private sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }
}
