using System.Text.Json;
using Bittensor.Tokenization;

namespace Bittensor.Engine.ModelFolders;

/// <summary>What config.json, generation_config.json and tokenizer_config.json say; each key by the names that architectures use for it.</summary>
internal sealed class ModelConfig
{
    private static readonly string[] ContextKeys =
        ["max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length", "max_seq_len", "seq_length", "context_length"];

    private readonly JsonElement _config, _generation, _tokenizer;

    private ModelConfig(string folder)
    {
        _config = ReadObject(folder, "config.json", required: true);
        _generation = ReadObject(folder, "generation_config.json", required: false);
        _tokenizer = ReadObject(folder, "tokenizer_config.json", required: false);
    }

    /// <summary>Kind of model, "gpt2" for instance; null where it is not told.</summary>
    public string? ModelType
    {
        get
        {
            if (Text(_config).TryGetProperty("model_type", out var type) && type.ValueKind == JsonValueKind.String)
            {
                return type.GetString();
            }

            return null;
        }
    }

    /// <summary>Longest row in tokens; null where nothing tells it.</summary>
    public int? ContextLength => Number(ContextKeys) ?? Integer(_tokenizer, "model_max_length");

    /// <summary>Width of the hidden states.</summary>
    public int? HiddenSize => Number("hidden_size", "n_embd", "d_model", "dim");

    /// <summary>Attention heads.</summary>
    public int? Heads => Number("num_attention_heads", "n_head", "num_heads", "n_heads");

    /// <summary>Heads of keys and values, fewer than <see cref="Heads"/> in grouped attention.</summary>
    public int? KeyValueHeads => Number("num_key_value_heads", "num_kv_heads", "n_head_kv") ?? Heads;

    /// <summary>Width of one head.</summary>
    public int? HeadSize => Number("head_dim", "kv_channels") ?? (HiddenSize / Heads); // null where either is

    /// <summary>Whether attention may reach only so far back (Mistral, Gemma, GPT-Neo).</summary>
    public bool HasAttentionWindow => Number("sliding_window", "window_size", "attention_window") is not null;

    /// <summary>Reads the files.</summary>
    /// <exception cref="ModelFolderException">config.json is missing, or one of the files is no JSON object.</exception>
    public static ModelConfig Read(string folder) => new(folder);

    /// <summary>Ids under a key ("eos_token_id"): one, a list, or none.</summary>
    public IReadOnlyList<int> TokenIds(string key)
    {
        var fromGeneration = Ids(_generation, key);
        if (fromGeneration.Count > 0)
        {
            return fromGeneration;
        }

        return Ids(Text(_config), key);
    }

    /// <summary>The part that describes the language model: models of several media nest it.</summary>
    private static JsonElement Text(JsonElement config)
    {
        if (config.TryGetProperty("text_config", out var text) && text.ValueKind == JsonValueKind.Object)
        {
            return text;
        }

        return config;
    }

    private int? Number(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if ((Integer(Text(_config), key) ?? Integer(_config, key)) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads a positive number; null where there is none.</summary>
    private static int? Integer(JsonElement json, string key)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0)
        {
            return number;
        }

        return null;
    }

    private static List<int> Ids(JsonElement json, string key)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out var value))
        {
            return [];
        }

        IEnumerable<JsonElement> values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return [.. values.Where(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)).Select(item => item.GetInt32())];
    }

    private static JsonElement ReadObject(string folder, string name, bool required)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            if (required)
            {
                throw new ModelFolderException(path, "missing", "the model's configuration");
            }

            return default;
        }

        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path));
            if (json.ValueKind != JsonValueKind.Object)
            {
                throw new ModelFolderException(path, $"a JSON {json.ValueKind}", "a JSON object");
            }

            return json;
        }
        catch (JsonException fault)
        {
            throw new ModelFolderException(path, $"no JSON ({fault.Message})", "a JSON object", fault);
        }
    }
}
