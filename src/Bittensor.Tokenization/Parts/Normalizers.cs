using System.Buffers;
using System.Text;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Unicode;

namespace Bittensor.Tokenization.Parts;

/// <summary>A change that a function makes.</summary>
/// <param name="change">Changes the text.</param>
internal sealed class Normalizer(Func<string, string> change) : INormalizer
{
    public string Apply(string text) => change(text);

    /// <summary>Changes letters one by one.</summary>
    /// <param name="replace">What a letter becomes; null when it stays.</param>
    public static Normalizer OfLetters(Func<Rune, string?> replace) => new(text =>
    {
        StringBuilder? result = null;
        var at = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            var by = replace(letter);
            if (by is not null && result is null)
            {
                result = new(text, 0, at, text.Length);
            }

            result?.Append(by ?? letter.ToString());
            at += letter.Utf16SequenceLength;
        }

        return result?.ToString() ?? text;
    });
}

/// <summary>Several changes, one after the other.</summary>
/// <param name="parts">The changes.</param>
internal sealed class NormalizerSequence(IReadOnlyList<INormalizer> parts) : INormalizer
{
    public string Apply(string text) => parts.Aggregate(text, (changed, part) => part.Apply(changed));

    public int FromStart(string text, int fromStart)
    {
        foreach (var part in parts)
        {
            fromStart = part.FromStart(text, fromStart);
            text = part.Apply(text);
        }

        return fromStart;
    }
}

/// <summary>Puts a string before a text.</summary>
/// <param name="prefix">The string.</param>
internal sealed class PrependNormalizer(string prefix) : INormalizer
{
    public string Apply(string text) => text.Length == 0 ? text : prefix + text;
}

/// <summary>Replaces what a pattern matches.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="by">What takes its place.</param>
internal sealed class ReplaceNormalizer(TextPattern pattern, string by) : INormalizer
{
    public string Apply(string text) => pattern.Replace(text, by);

    public int FromStart(string text, int fromStart)
    {
        // What replaces several letters counts as coming from the last of them.
        var matches = new List<(int Offset, int Length)>();
        pattern.FindMatches(text, matches);
        var result = fromStart;
        foreach (var (offset, length) in matches.TakeWhile(match => match.Offset < fromStart))
        {
            result += offset + length <= fromStart ? by.Length - length : offset - fromStart;
        }

        return Math.Max(result, 0);
    }
}

/// <summary>Takes white space from the ends of a text.</summary>
internal sealed class StripNormalizer(bool left, bool right) : INormalizer
{
    public string Apply(string text)
    {
        text = left ? text.TrimStart() : text;
        return right ? text.TrimEnd() : text;
    }

    public int FromStart(string text, int fromStart) =>
        left && fromStart > 0 && char.IsWhiteSpace(text[0]) ? 0 : Math.Min(fromStart, Apply(text).Length);
}

/// <summary>Replaces by a table of SentencePiece, as Hugging Face does it: what a reader takes for one letter counts as a whole
/// where it has at most five bytes, and of several keys at a place the shortest.</summary>
/// <param name="table">The table.</param>
internal sealed class CharsmapNormalizer(PrecompiledCharsmap table) : INormalizer
{
    private const int LongestLetter = 5;

    public string Apply(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = System.Globalization.StringInfo.GetNextTextElementLength(text.AsSpan(at));
            var letter = text.AsSpan(at, length);
            if (Encoding.UTF8.GetByteCount(letter) <= LongestLetter && table.TryReplaceWhole(letter, out var whole))
            {
                result.Append(whole);
            }
            else
            {
                AppendParts(letter, result);
            }

            at += length;
        }

        return result.ToString();
    }

    private void AppendParts(ReadOnlySpan<char> letter, StringBuilder result)
    {
        for (var at = 0; at < letter.Length;)
        {
            Rune.DecodeFromUtf16(letter[at..], out _, out var length);
            var part = letter.Slice(at, length);
            result.Append(table.TryReplaceWhole(part, out var by) ? by : part);
            at += length;
        }
    }
}

/// <summary>The normalizers of Hugging Face's library that have no settings.</summary>
internal static class PlainNormalizers
{
    /// <summary>Letters that got a compatibility form after the version of Unicode that the library has.</summary>
    private static readonly SearchValues<string> Younger = SearchValues.Create(
    [
        "\u32FF", "\uA7F2", "\uA7F3", "\uA7F4", "\uAB69", "\U0001F16C", "\U00011938",
        .. Letters(0x10781, 0x10785), .. Letters(0x10787, 0x107B0), .. Letters(0x107B2, 0x107BA), .. Letters(0x1FBF0, 0x1FBF9),
    ], StringComparison.Ordinal);

    private static readonly Lazy<CodePointSet> Marks = new(() => UnicodeClasses.Find("hf.mark")!);
    private static readonly Lazy<CodePointSet> BertMarks = new(() => UnicodeClasses.Find("hf.bertmark")!);
    private static readonly Lazy<CodePointSet> BertControls = new(() => UnicodeClasses.Find("hf.bertcontrol")!);

    /// <summary>One of Unicode's normalization forms.</summary>
    public static INormalizer Form(NormalizationForm form) => new Normalizer(text => Normalize(text, form));

    public static INormalizer Lowercase() => new Normalizer(Lower);

    public static INormalizer StripAccents() =>
        Normalizer.OfLetters(letter => Marks.Value.Contains(letter.Value) ? "" : null);

    /// <summary>What neural translation does with control characters and white space.</summary>
    public static INormalizer Nmt() => Normalizer.OfLetters(letter => letter.Value switch
    {
        (>= 1 and <= 8) or 0xB or (>= 0xE and <= 0x1F) or 0x7F or 0x8F or 0x9F => "",
        9 or 0xA or 0xC or 0xD or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD => " ",
        _ => null,
    });

    /// <summary>Byte letters in place of bytes.</summary>
    public static INormalizer ByteLevel() => new Normalizer(Vocabularies.ByteLetters.FromText);

    /// <summary>How BERT prepares text.</summary>
    /// <param name="cleansText">Whether control characters go and all white space becomes spaces.</param>
    /// <param name="isolatesIdeographs">Whether each Chinese character is a word.</param>
    /// <param name="stripsAccents">Whether marks on letters go.</param>
    /// <param name="lowercases">Whether letters become small.</param>
    public static INormalizer Bert(bool cleansText, bool isolatesIdeographs, bool stripsAccents, bool lowercases)
    {
        var steps = new List<INormalizer>();
        if (cleansText)
        {
            steps.Add(Normalizer.OfLetters(Cleanse));
        }

        if (isolatesIdeographs)
        {
            steps.Add(Normalizer.OfLetters(letter => IsIdeograph(letter.Value) ? $" {letter} " : null));
        }

        if (stripsAccents)
        {
            steps.Add(Form(NormalizationForm.FormD));
            steps.Add(Normalizer.OfLetters(letter => BertMarks.Value.Contains(letter.Value) ? "" : null));
        }

        if (lowercases)
        {
            steps.Add(Lowercase());
        }

        return new NormalizerSequence(steps);
    }

    private static string? Cleanse(Rune letter)
    {
        if (letter.Value is '\t' or '\n' or '\r')
        {
            return " ";
        }

        if (letter.Value == 0xFFFD || BertControls.Value.Contains(letter.Value))
        {
            return "";
        }

        return Rune.IsWhiteSpace(letter) && letter.Value != ' ' ? " " : null;
    }

    /// <summary>The blocks that BERT counts as Chinese characters.</summary>
    private static bool IsIdeograph(int letter) => letter
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    /// <summary>Capital I with a dot becomes two letters, which .NET's simple mapping leaves as it is.</summary>
    private static string Lower(string text) =>
        text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    private static string Normalize(string text, NormalizationForm form)
    {
        var next = Ascii.IsValid(text) ? -1 : text.AsSpan().IndexOfAny(Younger);
        if (next < 0)
        {
            return UnicodeForms.Normalize(text, form);
        }

        var result = new StringBuilder(text.Length);
        var from = 0;
        for (; next >= 0; next = text.AsSpan(from).IndexOfAny(Younger))
        {
            var length = char.IsHighSurrogate(text[from + next]) ? 2 : 1;
            result.Append(UnicodeForms.Normalize(text.Substring(from, next), form)).Append(text, from + next, length);
            from += next + length;
        }

        return result.Append(UnicodeForms.Normalize(text[from..], form)).ToString();
    }

    private static IEnumerable<string> Letters(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(char.ConvertFromUtf32);
}
