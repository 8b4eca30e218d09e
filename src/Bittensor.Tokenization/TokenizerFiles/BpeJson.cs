using System.Text.Json;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the vocabulary and the merge rules of a BPE model in tokenizer.json.</summary>
internal static class BpeJson
{
    public static Dictionary<string, int> Vocabulary(JsonElement model)
    {
        var idOfToken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in model.GetProperty("vocab").EnumerateObject())
        {
            idOfToken[entry.Name] = entry.Value.GetInt32();
        }

        return idOfToken.Count > 0 ? idOfToken : throw new FormatException("the vocabulary is empty");
    }

    /// <summary>The rules, given as "left right" or as pairs.</summary>
    public static List<(string Left, string Right)> Merges(JsonElement model)
    {
        var merges = new List<(string Left, string Right)>();
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
        {
            merges.Add(merge.ValueKind == JsonValueKind.Array
                ? (merge[0].GetString()!, merge[1].GetString()!)
                : Pair(merge.GetString() ?? ""));
        }

        return merges;
    }

    /// <summary>Reads "left right".</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static (string Left, string Right) Pair(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space + 1 < line.Length && line.LastIndexOf(' ') == space
            ? (line[..space], line[(space + 1)..])
            : throw new FormatException($"'{line}' is no merge rule: two tokens with a space between them");
    }
}
