using System.Text.Json.Nodes;

namespace Bittensor.Infra.Tests.Support;

/// <summary>The resources that a deployment would make, with all expressions worked out that need no resource to exist.</summary>
/// <param name="snapshot">What the compiler wrote.</param>
internal sealed class Prediction(JsonNode snapshot)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<JsonObject> Resources { get; } = [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];

    /// <summary>The outputs by name.</summary>
    public JsonObject Outputs { get; } = snapshot["outputs"]!.AsObject();

    /// <summary>Those of a type.</summary>
    public IReadOnlyList<JsonObject> Of(string type) => [.. Resources.Where(resource => resource.Text("type") == type)];

    /// <summary>The container apps.</summary>
    public IReadOnlyList<JsonObject> Apps => Of("Microsoft.App/containerApps");
}
