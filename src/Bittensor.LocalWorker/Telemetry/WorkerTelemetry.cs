using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.LocalWorker.Telemetry;

/// <summary>One span for each run of a function, named and tagged as the real worker has it.</summary>
internal static class WorkerTelemetry
{
    /// <summary>Name of the source: the real worker's.</summary>
    public const string Name = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A function starts.</summary>
    /// <returns>The span to dispose of at its end; null where nobody listens.</returns>
    public static Activity? Start(FunctionContext context) => Source.HasListeners()
        ? Source.StartActivity($"function {context.FunctionDefinition.Name}")?
            .SetTag("faas.name", context.FunctionDefinition.Name)
            .SetTag("faas.invocation_id", context.InvocationId)
        : null;
}
