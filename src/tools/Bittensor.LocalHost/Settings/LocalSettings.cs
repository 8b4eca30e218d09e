using System.Text.Json;

namespace Bittensor.LocalHost.Settings;

/// <summary>Reads local.settings.json as Core Tools do: <c>Values</c> become environment variables of the app.</summary>
internal static class LocalSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the settings of a folder; none where it has no such file.</summary>
    /// <exception cref="LocalHostException">The file is no JSON, is encrypted, or has a value that is no text.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        ForEach(folder, "Values", value => settings[value.Name] = Text(value));
        ForEach(folder, "ConnectionStrings", value => settings[$"ConnectionStrings__{value.Name}"] = Text(value));
        return settings;
    }

    /// <summary>Reads the port that the file asks for.</summary>
    public static int? ReadPort(string folder)
    {
        int? port = null;
        ForEach(folder, "Host", value =>
        {
            if (value.NameEquals("LocalHttpPort"))
            {
                port = value.Value.GetInt32();
            }
        });
        return port;
    }

    private static void ForEach(string folder, string section, Action<JsonProperty> read)
    {
        var path = Path.Combine(folder, "local.settings.json");
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.GetBoolean())
            {
                throw new FormatException("IsEncrypted is true; decrypt the file with 'func settings decrypt'.");
            }

            if (document.RootElement.TryGetProperty(section, out var members))
            {
                members.EnumerateObject().ToList().ForEach(read);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new LocalHostException($"{path}: {exception.Message}", exception);
        }
    }

    private static string Text(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
        _ => throw new FormatException($"'{property.Name}' must be a text; write nested settings as Section__Name."),
    };
}
