using Bittensor.LocalWorker.Invocation;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>The checked functions of the app.</summary>
internal sealed record FunctionApp(IReadOnlyList<LocalFunction> Functions)
{
    /// <summary>Functions that one kind of trigger runs.</summary>
    public IEnumerable<(LocalFunction Function, TKind Kind)> Of<TKind>()
        where TKind : ITriggerKind =>
        from function in Functions where function.Kind is TKind select (function, (TKind)function.Kind);
}
