using System.Text.Json;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>What tokenizer_config.json says about how a vocabulary is used, and config.json about what it belongs to.</summary>
internal sealed class FolderSettings
{
    private const string Configuration = "tokenizer_config.json";
    private readonly Dictionary<string, bool> _flags = new(StringComparer.Ordinal);

    private FolderSettings()
    {
    }

    /// <summary>Name of the class in Hugging Face's library, without "Fast" at its end; "" when it is not given.</summary>
    public string TokenizerClass { get; private set; } = "";

    /// <summary>Kind of the model, such as "qwen2"; "" when it is not given.</summary>
    public string ModelType { get; private set; } = "";

    /// <summary>Reads the files that are there.</summary>
    public static FolderSettings Read(string folder)
    {
        var settings = new FolderSettings();
        JsonFile.Read(folder, Configuration, settings.ReadConfiguration);
        JsonFile.Read(folder, "config.json", root => settings.ModelType = PartJson.Text(root, "model_type", ""));
        return settings;
    }

    /// <summary>A setting that is true or false; null when it is not given.</summary>
    public bool? Flag(string name) => _flags.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether the class, or where none is given the kind of the model, begins with one of these, whatever their
    /// case.</summary>
    public bool IsOneOf(params string[] kinds)
    {
        var name = TokenizerClass.Length > 0 ? TokenizerClass : ModelType;
        return kinds.Any(kind => name.StartsWith(kind, StringComparison.OrdinalIgnoreCase));
    }

    private void ReadConfiguration(JsonElement root)
    {
        var name = PartJson.Text(root, "tokenizer_class", "");
        TokenizerClass = name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name;
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                _flags[property.Name] = property.Value.GetBoolean();
            }
        }
    }
}

/// <summary>Reads a JSON object that a folder may hold.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file if it is there.</summary>
    /// <exception cref="ModelFolderException">It is no JSON object, or holds something unexpected.</exception>
    public static void Read(string folder, string name, Action<JsonElement> read)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"a JSON {document.RootElement.ValueKind}");
            }

            read(document.RootElement);
        }
        catch (Exception exception) when (exception
            is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new ModelFolderException(path, exception.Message, "a JSON object as Hugging Face writes it", exception);
        }
    }
}
