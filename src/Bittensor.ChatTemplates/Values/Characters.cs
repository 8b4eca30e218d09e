using System.Globalization;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Texts as Python counts and classes their characters: by code point.</summary>
internal static class Characters
{
    /// <summary>Whether Python's <c>isspace</c> takes the character; all such characters are one code unit.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary>Whether there is nothing but at least one white space.</summary>
    public static bool AllSpace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsSpace(c))
            {
                return false;
            }
        }
        return text.Length > 0;
    }

    /// <summary>Counts code points; half a surrogate pair is one.</summary>
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
                i++;
            }
        }
        return count;
    }

    /// <summary>Length in code units of the code point at an offset.</summary>
    public static int LengthAt(string text, int offset) =>
        offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]) ? 2 : 1;

    /// <summary>Code point at an offset; half a surrogate pair as itself.</summary>
    public static int CodeAt(string text, int offset) =>
        LengthAt(text, offset) == 2 ? char.ConvertToUtf32(text[offset], text[offset + 1]) : text[offset];

    /// <summary>Offset in code units of the code point with an index.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Index in code points, from 0 to the text's length in code points.</param>
    public static int OffsetOf(TextValue text, int index)
    {
        if (text.Length == text.Text.Length)
        {
            return index;
        }
        var offset = 0;
        for (var i = 0; i < index; i++)
        {
            offset += LengthAt(text.Text, offset);
        }
        return offset;
    }

    /// <summary>Splits a text into its code points.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = LengthAt(text, i);
            yield return text.Substring(i, length);
            i += length;
        }
    }

    /// <summary>Orders two texts by code point.</summary>
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] != b[i])
            {
                return Rank(a[i]).CompareTo(Rank(b[i]));
            }
        }
        return a.Length.CompareTo(b.Length);

        // surrogates stand for code points above all others
        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    /// <summary>Category of a code point.</summary>
    public static UnicodeCategory Category(int code) => CharUnicodeInfo.GetUnicodeCategory(code);

    /// <summary>Whether Python's <c>repr</c> prints the code point as it is.</summary>
    public static bool IsPrintable(int code) => code == ' ' || Category(code) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    /// <summary>Splits a text into lines at every line end that Python knows, which is more than line feeds.</summary>
    /// <param name="rendering">The rendering; each line is a step.</param>
    /// <param name="text">The text.</param>
    /// <param name="keepEnds">Whether lines keep their ends.</param>
    public static List<string> Lines(Rendering rendering, string text, bool keepEnds)
    {
        var lines = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((>= '\n' and <= '\r') or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029'))
            {
                continue;
            }
            var end = i;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }
            rendering.Charge(1);
            lines.Add(text[start..(keepEnds ? i + 1 : end)]);
            start = i + 1;
        }
        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }
        return lines;
    }

    /// <summary>Escapes a text for HTML.</summary>
    public static string EscapeHtml(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>'\"") < 0)
        {
            return text;
        }
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            var entity = c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\'' => "&#39;",
                '"' => "&#34;",
                _ => null,
            };
            if (entity == null)
            {
                result.Append(c);
            }
            else
            {
                result.Append(entity);
            }
        }
        return result.ToString();
    }
}
