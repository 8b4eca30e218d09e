using System.Globalization;
using System.Text;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Resolves backslash escapes of quoted texts, as Python's codec unicode-escape does.</summary>
internal static class TextEscapes
{
    /// <summary>Resolves the escapes of a text.</summary>
    /// <param name="text">Text between the quotes.</param>
    /// <param name="fault">Says what is wrong where the answer is null.</param>
    /// <returns>The text meant, or null.</returns>
    public static string? Resolve(ReadOnlySpan<char> text, out string? fault)
    {
        fault = null;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            if (text[i] is 'x' or 'u' or 'U')
            {
                fault = AppendHex(result, text, ref i);
            }
            else if (text[i] is >= '0' and <= '7')
            {
                AppendOctal(result, text, ref i);
            }
            else if (text[i] == 'N')
            {
                fault = "Characters by name (\\N) are not supported";
            }
            else
            {
                AppendSimple(result, text[i]);
            }
            if (fault != null)
            {
                return null;
            }
        }
        return result.ToString();
    }

    private static string? AppendHex(StringBuilder result, ReadOnlySpan<char> text, ref int at)
    {
        var length = text[at] switch
        {
            'x' => 2,
            'u' => 4,
            _ => 8,
        };
        if (at + length >= text.Length
            || !uint.TryParse(text.Slice(at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return $"Truncated \\{text[at]} escape";
        }
        if (code > 0x10FFFF)
        {
            return "Illegal Unicode character";
        }
        at += length;
        AppendCode(result, (int)code);
        return null;
    }

    private static void AppendOctal(StringBuilder result, ReadOnlySpan<char> text, ref int at)
    {
        var code = text[at] - '0';
        for (var digits = 1; digits < 3 && at + 1 < text.Length && text[at + 1] is >= '0' and <= '7'; digits++)
        {
            at++;
            code = (code * 8) + text[at] - '0';
        }
        AppendCode(result, code);
    }

    private static void AppendSimple(StringBuilder result, char c)
    {
        const string Escapes = "\\'\"abfnrtv", Meanings = "\\'\"\a\b\f\n\r\t\v";
        var known = Escapes.IndexOf(c, StringComparison.Ordinal);
        if (known >= 0)
        {
            result.Append(Meanings[known]);
        }
        else if (c is > '\x7f' and <= '\xff')
        {
            result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"); // the original escapes it before it reads the backslash
        }
        else if (c > '\xff' && !char.IsSurrogate(c))
        {
            result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        else if (c != '\n')
        {
            result.Append('\\').Append(c);
        }
    }

    private static void AppendCode(StringBuilder result, int code)
    {
        if (code > 0xFFFF)
        {
            result.Append(char.ConvertFromUtf32(code));
        }
        else
        {
            result.Append((char)code);
        }
    }
}
