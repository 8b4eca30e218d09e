using System.Text.Json.Nodes;

namespace Bittensor.Protocol.OpenApi;

/// <summary>
/// Describes an axon's HTTP API as OpenAPI 3.1, worked out from the contracts: a new synapse appears by itself.
/// </summary>
public static class OpenApiDocument
{
    /// <summary>Builds the document.</summary>
    /// <param name="synapses">The synapses that are served, such as <see cref="SynapseCatalog.All"/>.</param>
    /// <param name="info">Title and version.</param>
    /// <returns>The document; <c>ToJsonString()</c> is what <c>application/json</c> sends.</returns>
    public static JsonObject Build(IEnumerable<Type> synapses, OpenApiInfo info)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(info);
        Type[] types = [.. synapses];
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(info),
            ["paths"] = Paths(types),
            ["components"] = new JsonObject { ["schemas"] = Schemas(types), ["responses"] = OpenApiResponses.Components() },
        };
    }

    private static JsonObject Info(OpenApiInfo info)
    {
        var node = new JsonObject { ["title"] = info.Title, ["version"] = info.Version };
        if (info.Description is not null)
        {
            node["description"] = info.Description;
        }

        return node;
    }

    private static JsonObject Paths(Type[] types)
    {
        var paths = new JsonObject();
        foreach (var type in types)
        {
            var post = Post(type.Name, SynapseSchemas.DescriptionOf(type), type.Name, type.Name);
            paths[$"/{type.Name}"] = new JsonObject { ["post"] = post };
        }

        paths["/synapses"] = new JsonObject
        {
            ["post"] = Post(
                "synapses",
                "Several synapses over the same inputs, answered in order, each with its own status.",
                SynapseSchemas.Request,
                SynapseSchemas.Answer),
        };
        paths["/health"] = Get("health", "Whether the axon is ready to answer.", ready: true);
        paths["/metadata"] = Get(
            "metadata", "Model, tokenizer, vocabulary size, synapses served, limits, execution provider.", ready: false);
        return paths;
    }

    private static JsonObject Schemas(Type[] types)
    {
        var schemas = SynapseSchemas.Common(types);
        foreach (var type in types)
        {
            schemas[type.Name] = SynapseSchemas.Of(type);
        }

        return schemas;
    }

    private static JsonObject Post(string id, string? description, string request, string answer)
    {
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = OpenApiResponses.Content(request) },
            ["responses"] = OpenApiResponses.ForPost(answer),
        };
        if (description is not null)
        {
            operation["summary"] = description;
        }

        return operation;
    }

    private static JsonObject Get(string id, string summary, bool ready)
    {
        var responses = new JsonObject { ["200"] = OpenApiResponses.PlainJson(summary) };
        if (ready)
        {
            responses["503"] = OpenApiResponses.PlainJson("The axon is starting or stopping.");
        }

        var get = new JsonObject { ["operationId"] = id, ["summary"] = summary, ["responses"] = responses };
        return new JsonObject { ["get"] = get };
    }
}
