using System.Text.Json;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads an added token in the form that tokenizer.json and tokenizer_config.json share.</summary>
internal static class AddedTokenJson
{
    public static AddedToken Read(JsonElement element, int id) => new(
        element.GetProperty("content").GetString() ?? "", id, Flag(element, "special"), Flag(element, "lstrip"),
        Flag(element, "rstrip"), Flag(element, "single_word"),
        Flag(element, "normalized", otherwise: !Flag(element, "special")));

    public static bool Flag(JsonElement element, string name, bool otherwise = false) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : otherwise;
}
