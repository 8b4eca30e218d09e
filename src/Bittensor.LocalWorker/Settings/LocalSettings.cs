using System.Text.Json;
using Bittensor.LocalWorker.Invocation;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Settings;

/// <summary>Reads local.settings.json as Core Tools do: <c>Values</c> are settings as environment variables would give them
/// (<c>__</c> parts sections), <c>ConnectionStrings</c> go to their section, <c>Host:LocalHttpPort</c> is the port.</summary>
internal static class LocalSettings
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "local.settings.json";

    /// <summary>Setting that <c>Host:LocalHttpPort</c> becomes.</summary>
    public const string PortKey = "LocalWorker:Port";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Returns the settings in the file; none when there is no file.</summary>
    /// <exception cref="FunctionAppException">The file is not JSON, is encrypted, or holds something else than texts.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new Dictionary<string, string?>();
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FunctionAppException($"{path}: {e.Message}", e);
        }
    }

    private static Dictionary<string, string?> Read(JsonElement root)
    {
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.GetBoolean())
        {
            throw new FormatException("IsEncrypted is true; decrypt the file with 'func settings decrypt'.");
        }

        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in Members(root, "Values"))
        {
            settings[value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = Text(value);
        }

        foreach (var value in Members(root, "ConnectionStrings"))
        {
            settings[ConfigurationPath.Combine("ConnectionStrings", value.Name)] = Text(value);
        }

        foreach (var value in Members(root, "Host").Where(v => v.NameEquals("LocalHttpPort")))
        {
            settings[PortKey] = value.Value.GetRawText();
        }

        return settings;
    }

    private static IEnumerable<JsonProperty> Members(JsonElement root, string section) =>
        root.TryGetProperty(section, out var members) ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static string? Text(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Null => property.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
        _ => throw new FormatException($"'{property.Name}' must be a text; write nested settings as Section__Name."),
    };
}
