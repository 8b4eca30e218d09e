using System.Globalization;
using System.Text;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Parts;

/// <summary>Turns the names of tokens into pieces of text, which are joined in the end.</summary>
internal interface ITokenDecoder
{
    /// <summary>Changes all names of a row of tokens.</summary>
    List<string> Apply(List<string> names);

    /// <summary>Changes the name of a token that stands in the middle of a text.</summary>
    /// <param name="name">The name, as the decoders before have left it.</param>
    /// <param name="bytes">The token's bytes, where the decoder turns names into bytes; null otherwise.</param>
    string ApplyInside(string name, out byte[]? bytes);
}

/// <summary>Decoders one after the other.</summary>
/// <param name="parts">The decoders.</param>
internal sealed class DecoderChain(IReadOnlyList<ITokenDecoder> parts)
{
    /// <summary>The text of a row of tokens.</summary>
    public string Decode(List<string> names) =>
        string.Concat(parts.Aggregate(names, (changed, part) => part.Apply(changed)));

    /// <summary>The bytes that a token adds in the middle of a text.</summary>
    public byte[] BytesInside(string name)
    {
        foreach (var part in parts)
        {
            name = part.ApplyInside(name, out var bytes);
            if (bytes is not null)
            {
                return bytes;
            }
        }

        return Encoding.UTF8.GetBytes(name);
    }
}

/// <summary>Letters become the bytes they stand for, and these text.</summary>
internal sealed class ByteLevelDecoder : ITokenDecoder
{
    public List<string> Apply(List<string> names) => [Encoding.UTF8.GetString([.. names.SelectMany(ByteLetters.ToBytes)])];

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = ByteLetters.ToBytes(name);
        return name;
    }
}

/// <summary>Names of bytes, such as "&lt;0x0A&gt;", become text; bytes in a row that are none become one U+FFFD each.</summary>
internal sealed class ByteFallbackDecoder : ITokenDecoder
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public List<string> Apply(List<string> names)
    {
        var result = new List<string>(names.Count);
        var bytes = new List<byte>();
        foreach (var name in names)
        {
            if (TryReadByte(name, out var value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, result);
            result.Add(name);
        }

        Flush(bytes, result);
        return result;
    }

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = TryReadByte(name, out var value) ? [value] : null;
        return name;
    }

    private static bool TryReadByte(string name, out byte value)
    {
        value = 0;
        return name.Length == 6 && name.StartsWith("<0x", StringComparison.Ordinal) && name[5] == '>'
            && byte.TryParse(name.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void Flush(List<byte> bytes, List<string> result)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        try
        {
            result.Add(Strict.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            result.AddRange(Enumerable.Repeat("\uFFFD", bytes.Count));
        }

        bytes.Clear();
    }
}

/// <summary>The letter that stands for spaces becomes a space; in the first name it goes.</summary>
/// <param name="letter">The letter.</param>
/// <param name="keepsFirst">Whether it becomes a space in the first name too.</param>
internal sealed class MetaspaceDecoder(string letter, bool keepsFirst) : ITokenDecoder
{
    public List<string> Apply(List<string> names) =>
        [.. names.Select((name, i) => name.Replace(letter, i == 0 && !keepsFirst ? "" : " ", StringComparison.Ordinal))];

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return name.Replace(letter, " ", StringComparison.Ordinal);
    }
}

/// <summary>Names that go on in a word lose what says so, and all others get a space before them.</summary>
/// <param name="prefix">What a name that goes on begins with.</param>
/// <param name="cleansUp">Whether spaces before punctuation go.</param>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : ITokenDecoder
{
    public List<string> Apply(List<string> names) =>
        [.. names.Select((name, i) => Clean(i == 0 ? name : Inside(name)))];

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return Inside(name);
    }

    /// <summary>Takes away spaces that English does not have.</summary>
    public static string CleanUp(string text)
    {
        (string Old, string New)[] pairs =
        [
            (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
            (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
        ];
        return pairs.Aggregate(text, (cleaned, pair) => cleaned.Replace(pair.Old, pair.New, StringComparison.Ordinal));
    }

    private string Clean(string text) => cleansUp ? CleanUp(text) : text;

    private string Inside(string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : " " + name;
}

/// <summary>What ends a word becomes a space, at the end of the text nothing.</summary>
/// <param name="suffix">What a name that ends a word ends with.</param>
internal sealed class SuffixDecoder(string suffix) : ITokenDecoder
{
    public List<string> Apply(List<string> names) =>
        [.. names.Select((name, i) => Replace(name, i == names.Count - 1 ? "" : " "))];

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return Replace(name, " ");
    }

    private string Replace(string name, string by) =>
        suffix.Length == 0 ? name : name.Replace(suffix, by, StringComparison.Ordinal);
}

/// <summary>What a pattern matches is replaced.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="by">What takes its place.</param>
internal sealed class ReplaceDecoder(TextPattern pattern, string by) : ITokenDecoder
{
    public List<string> Apply(List<string> names) => names.ConvertAll(name => pattern.Replace(name, by));

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return pattern.Replace(name, by);
    }
}

/// <summary>All names become one.</summary>
internal sealed class FuseDecoder : ITokenDecoder
{
    public List<string> Apply(List<string> names) => [string.Concat(names)];

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return name;
    }
}

/// <summary>A letter goes from the ends of names.</summary>
/// <param name="letter">The letter.</param>
/// <param name="start">How often at most at the beginning.</param>
/// <param name="stop">How often at most at the end.</param>
/// <param name="isFused">Whether there is one name only by then, so that a token in the middle loses nothing.</param>
internal sealed class StripDecoder(Rune letter, int start, int stop, bool isFused) : ITokenDecoder
{
    public List<string> Apply(List<string> names) => names.ConvertAll(Strip);

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return isFused ? name : Strip(name);
    }

    private string Strip(string name)
    {
        Rune[] letters = [.. name.EnumerateRunes()];
        var first = 0;
        while (first < start && first < letters.Length && letters[first] == letter)
        {
            first++;
        }

        var last = letters.Length;
        while (letters.Length - last < stop && last > first && letters[last - 1] == letter)
        {
            last--;
        }

        return string.Concat(letters[first..last].Select(other => other.ToString()));
    }
}

/// <summary>Names that repeat the one before go, and so do fillers: for models that hear.</summary>
/// <param name="pad">The filler.</param>
/// <param name="delimiter">What stands between words.</param>
/// <param name="cleansUp">Whether it becomes a space, and spaces before punctuation go.</param>
internal sealed class CtcDecoder(string pad, string delimiter, bool cleansUp) : ITokenDecoder
{
    public List<string> Apply(List<string> names)
    {
        var result = new List<string>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var text = i > 0 && names[i] == names[i - 1] ? "" : Inside(names[i]);
            if (text.Length > 0)
            {
                result.Add(text);
            }
        }

        return result;
    }

    public string ApplyInside(string name, out byte[]? bytes)
    {
        bytes = null;
        return Inside(name);
    }

    private string Inside(string name)
    {
        var text = pad.Length == 0 ? name : name.Replace(pad, "", StringComparison.Ordinal);
        if (!cleansUp)
        {
            return text;
        }

        text = WordPieceDecoder.CleanUp(text);
        return delimiter.Length == 0 ? text : text.Replace(delimiter, " ", StringComparison.Ordinal);
    }
}
