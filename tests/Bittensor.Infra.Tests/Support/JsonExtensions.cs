using System.Text.Json.Nodes;

namespace Bittensor.Infra.Tests.Support;

/// <summary>Reads values deep in JSON.</summary>
internal static class JsonExtensions
{
    /// <summary>A node by its path: names separated by slashes.</summary>
    public static JsonNode? At(this JsonNode? node, string path) => path.Split('/').Aggregate(node, (inner, name) => inner?[name]);

    /// <summary>A string by its path.</summary>
    public static string Text(this JsonNode node, string path) => (string)node.At(path)!;

    /// <summary>A number by its path.</summary>
    public static int Number(this JsonNode node, string path) => (int)node.At(path)!;

    /// <summary>A list by its path; empty where there is none.</summary>
    public static IReadOnlyList<JsonNode> List(this JsonNode node, string path) => [.. (node.At(path)?.AsArray() ?? []).OfType<JsonNode>()];

    /// <summary>The only container of an app.</summary>
    public static JsonNode Container(this JsonNode app) => Assert.Single(app.List("properties/template/containers"));

    /// <summary>Last part of a resource id.</summary>
    public static string LastSegment(this string id) => id[(id.LastIndexOf('/') + 1)..];
}
