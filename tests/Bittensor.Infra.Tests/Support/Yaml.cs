using YamlDotNet.RepresentationModel;

namespace Bittensor.Infra.Tests.Support;

/// <summary>Reads YAML.</summary>
internal static class Yaml
{
    /// <summary>Reads a file of one document.</summary>
    public static YamlNode Read(string path)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Read(path));
        stream.Load(text);
        return Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>A node by its path: names separated by slashes; null where there is none.</summary>
    public static YamlNode? At(this YamlNode node, string path) => path.Split('/').Aggregate(
        (YamlNode?)node, (inner, name) => inner is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null);

    /// <summary>A value by its path; empty where there is none.</summary>
    public static string Text(this YamlNode node, string path) => (node.At(path) as YamlScalarNode)?.Value ?? "";

    /// <summary>Names and nodes of a map by its path.</summary>
    public static IEnumerable<(string Name, YamlNode Node)> Map(this YamlNode node, string path) =>
        ((YamlMappingNode?)node.At(path))?.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value)) ?? [];

    /// <summary>Nodes of a list by its path.</summary>
    public static IEnumerable<YamlNode> List(this YamlNode node, string path) => (YamlSequenceNode?)node.At(path) ?? new YamlSequenceNode();
}
