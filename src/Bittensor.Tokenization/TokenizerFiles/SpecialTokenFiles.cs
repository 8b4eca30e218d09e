using System.Text.Json;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>What a model folder says about special tokens beside its vocabulary.</summary>
internal sealed class SpecialTokenFiles
{
    private static readonly string[] RoleNames =
        ["bos_token", "eos_token", "unk_token", "pad_token", "cls_token", "sep_token", "mask_token"];

    private readonly Dictionary<string, string> _contentOfRole = [];
    private readonly Dictionary<string, int> _idOfRole = [];
    private readonly Dictionary<string, AddedToken> _added = new(StringComparer.Ordinal);
    private readonly List<string> _further = [];

    /// <summary>Reads the files that are there; the first to give a role counts.</summary>
    public static SpecialTokenFiles Read(string folder)
    {
        var files = new SpecialTokenFiles();
        JsonFile.Read(folder, "tokenizer_config.json", files.ReadConfiguration);
        JsonFile.Read(folder, "special_tokens_map.json", files.ReadRoles);
        JsonFile.Read(folder, "added_tokens.json", files.ReadAddedTokens);
        JsonFile.Read(folder, "generation_config.json", files.ReadIds);
        JsonFile.Read(folder, "config.json", files.ReadIds);
        return files;
    }

    /// <summary>Adds the tokens that these files know and the vocabulary file does not.</summary>
    /// <param name="vocabulary">What the vocabulary file holds.</param>
    /// <param name="defaultNames">Names of tokens that the format takes for special by itself.</param>
    public Vocabulary Complete(Vocabulary vocabulary, params string[] defaultNames)
    {
        var known = vocabulary.AddedTokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        var more = _added.Values.Where(token => known.Add(token.Content)).ToList();
        var named = _contentOfRole.Values.Concat(_further).Concat(defaultNames);
        foreach (var content in named.Distinct(StringComparer.Ordinal))
        {
            if (vocabulary.IdOfName.TryGetValue(content, out var id) && known.Add(content))
            {
                more.Add(new(content, id));
            }
        }

        return vocabulary with
        {
            AddedTokens = [.. vocabulary.AddedTokens, .. more], Decoder = vocabulary.Decoder?.With(more),
        };
    }

    /// <summary>Ids by names such as "bos_token", as far as the folder gives them or its tokens have the usual names.</summary>
    public Dictionary<string, int> Roles(Vocabulary vocabulary, SpecialTokens special)
    {
        var roles = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in RoleNames)
        {
            if (_contentOfRole.TryGetValue(name, out var content)
                && (special.All.TryGetValue(content, out var id) || vocabulary.IdOfName.TryGetValue(content, out id)))
            {
                roles[name] = id;
            }
            else if (_idOfRole.TryGetValue(name, out id))
            {
                roles[name] = id;
            }
        }

        AddUsual("bos_token", special.Bos);
        AddUsual("eos_token", special.Eos);
        AddUsual("cls_token", special.All.TryGetValue("[CLS]", out var cls) ? cls : null);
        AddUsual("sep_token", special.All.TryGetValue("[SEP]", out var sep) ? sep : null);
        return roles;

        void AddUsual(string name, int? id)
        {
            if (id is { } usual)
            {
                roles.TryAdd(name, usual);
            }
        }
    }

    /// <summary>The roles as ids of a completed vocabulary.</summary>
    public SpecialTokens Resolve(Vocabulary vocabulary)
    {
        var all = vocabulary.AddedTokens.Where(token => token.Special)
            .DistinctBy(token => token.Content).ToDictionary(token => token.Content, token => token.Id, StringComparer.Ordinal);
        int? Role(string role) =>
            _contentOfRole.TryGetValue(role, out var content) && IdOf(content) is { } named ? named
            : _idOfRole.TryGetValue(role, out var id) ? id
            : null;
        int? IdOf(string content) =>
            all.TryGetValue(content, out var id) || vocabulary.IdOfName.TryGetValue(content, out id) ? id : null;

        var special = new SpecialTokens(
            Role("bos_token"), Role("eos_token"), Role("unk_token") ?? vocabulary.Unknown, Role("pad_token"), all);
        return SpecialTokenGuess.Complete(special);
    }

    private void ReadConfiguration(JsonElement root)
    {
        ReadRoles(root);
        if (root.TryGetProperty("added_tokens_decoder", out var decoder) && decoder.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in decoder.EnumerateObject())
            {
                Add(AddedTokenJson.Read(entry.Value, int.Parse(entry.Name, System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }

    private void ReadRoles(JsonElement root)
    {
        foreach (var role in RoleNames)
        {
            if (root.TryGetProperty(role, out var value) && Content(value) is { } content)
            {
                _contentOfRole.TryAdd(role, content);
            }
        }

        if (root.TryGetProperty("additional_special_tokens", out var more) && more.ValueKind == JsonValueKind.Array)
        {
            _further.AddRange(more.EnumerateArray().Select(Content).OfType<string>());
        }
    }

    private void ReadAddedTokens(JsonElement root)
    {
        foreach (var entry in root.EnumerateObject())
        {
            Add(new(entry.Name, entry.Value.GetInt32()));
        }
    }

    private void ReadIds(JsonElement root)
    {
        foreach (var role in RoleNames)
        {
            if (root.TryGetProperty(role + "_id", out var value) && FirstId(value, role + "_id") is { } id)
            {
                _idOfRole.TryAdd(role, id);
            }
        }
    }

    private void Add(AddedToken token) => _added.TryAdd(token.Content, token);

    private static string? Content(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty("content", out var content) => content.GetString(),
        _ => null,
    };

    private static int? FirstId(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.GetArrayLength() > 0 ? FirstId(value[0], name) : null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        if (!value.TryGetInt32(out var id))
        {
            throw new FormatException($"{name} is {value}, which is no id");
        }

        return id;
    }
}
