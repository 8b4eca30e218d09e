using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>What tokens stand for in a file without a decoder: the reverse of what its other parts do to text.</summary>
/// <param name="root">The file.</param>
/// <param name="model">Its model.</param>
internal sealed class BareNames(JsonElement root, ModelJson model)
{
    private readonly bool _hasByteLetters = Has(root, "pre_tokenizer", "ByteLevel") || Has(root, "normalizer", "ByteLevel");
    private readonly bool _dropsSpaces = Has(root, "pre_tokenizer", "Whitespace", "WhitespaceSplit", "BertPreTokenizer");

    /// <summary>The bytes that a token adds in the middle of a text.</summary>
    public byte[] BytesInside(string name)
    {
        if (_hasByteLetters)
        {
            return ByteLetters.ToBytes(name);
        }

        if (Piece.TryReadByte(name, out var value))
        {
            return [value];
        }

        var text = name.Replace(Piece.Space, ' ');
        var goesOn = model.Prefix.Length > 0 && text.StartsWith(model.Prefix, StringComparison.Ordinal);
        text = goesOn ? text[model.Prefix.Length..] : text;
        if (model.Suffix.Length > 0 && text.EndsWith(model.Suffix, StringComparison.Ordinal))
        {
            text = text[..^model.Suffix.Length];
        }

        // Where each word is spelt by itself, a token that begins one brings the space before it.
        var beginsWord = _dropsSpaces && (model.IsWholeWords || model.Prefix.Length > 0) && !goesOn;
        return Encoding.UTF8.GetBytes(beginsWord ? " " + text : text);
    }

    /// <summary>Whether a part is of a type, or holds one.</summary>
    private static bool Has(JsonElement root, string name, params string[] types) =>
        root.TryGetProperty(name, out var part) && Has(part, types);

    private static bool Has(JsonElement part, string[] types)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("type", out var type))
        {
            return false;
        }

        return types.Contains(type.GetString())
            || (part.TryGetProperty("pretokenizers", out var inner) && inner.EnumerateArray().Any(each => Has(each, types)))
            || (part.TryGetProperty("normalizers", out inner) && inner.EnumerateArray().Any(each => Has(each, types)));
    }
}
