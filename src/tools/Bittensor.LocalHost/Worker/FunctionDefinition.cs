using System.Text.Json;
using Bittensor.LocalHost.Protos;

namespace Bittensor.LocalHost.Worker;

/// <summary>A function, as the worker describes it.</summary>
/// <param name="Name">Its name; the host orders routes by it.</param>
/// <param name="Id">What invocations name it by.</param>
/// <param name="Trigger">The binding that starts it, with the fields of a function.json.</param>
internal sealed record FunctionDefinition(string Name, string Id, JsonElement Trigger)
{
    /// <summary>Kind of the trigger: <c>httpTrigger</c>, <c>timerTrigger</c> or <c>queueTrigger</c>.</summary>
    public string Kind => Text("type")!;

    /// <summary>Name of the parameter that gets what the trigger brings.</summary>
    public string Parameter => Text("name")!;

    /// <summary>Reads what the worker answered.</summary>
    /// <exception cref="LocalHostException">The function has no trigger.</exception>
    public static FunctionDefinition Of(RpcFunctionMetadata metadata)
    {
        foreach (var binding in metadata.RawBindings)
        {
            using var document = JsonDocument.Parse(binding);
            if (document.RootElement.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            {
                return new(metadata.Name, metadata.FunctionId, document.RootElement.Clone());
            }
        }

        throw new LocalHostException($"The function {metadata.Name} has no trigger.");
    }

    /// <summary>Whether the trigger is of a kind.</summary>
    public bool Is(string kind) => string.Equals(Kind, kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text of the trigger's binding; none where it is not there.</summary>
    public string? Text(string field) =>
        Trigger.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A flag of the trigger's binding; none where it is not there.</summary>
    public bool? Flag(string field) =>
        Trigger.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
