using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Upper, lower and title case as Python has them: with the full mappings of Unicode's SpecialCasing.txt, where a
/// character may become several, which .NET leaves out.</summary>
internal static class Casing
{
    // a character and its mapping, which is more than one character
    private const string UpperMappings =
        "\u00dfSS \u0149\u02bcN \u01f0J\u030c \u0390\u0399\u0308\u0301 \u03b0\u03a5\u0308\u0301 "
        + "\u0587\u0535\u0552 \u1e96H\u0331 \u1e97T\u0308 \u1e98W\u030a \u1e99Y\u030a \u1e9aA\u02be "
        + "\u1f50\u03a5\u0313 \u1f52\u03a5\u0313\u0300 \u1f54\u03a5\u0313\u0301 \u1f56\u03a5\u0313\u0342 "
        + "\u1f80\u1f08\u0399 \u1f81\u1f09\u0399 \u1f82\u1f0a\u0399 \u1f83\u1f0b\u0399 \u1f84\u1f0c\u0399 "
        + "\u1f85\u1f0d\u0399 \u1f86\u1f0e\u0399 \u1f87\u1f0f\u0399 \u1f88\u1f08\u0399 \u1f89\u1f09\u0399 "
        + "\u1f8a\u1f0a\u0399 \u1f8b\u1f0b\u0399 \u1f8c\u1f0c\u0399 \u1f8d\u1f0d\u0399 \u1f8e\u1f0e\u0399 "
        + "\u1f8f\u1f0f\u0399 \u1f90\u1f28\u0399 \u1f91\u1f29\u0399 \u1f92\u1f2a\u0399 \u1f93\u1f2b\u0399 "
        + "\u1f94\u1f2c\u0399 \u1f95\u1f2d\u0399 \u1f96\u1f2e\u0399 \u1f97\u1f2f\u0399 \u1f98\u1f28\u0399 "
        + "\u1f99\u1f29\u0399 \u1f9a\u1f2a\u0399 \u1f9b\u1f2b\u0399 \u1f9c\u1f2c\u0399 \u1f9d\u1f2d\u0399 "
        + "\u1f9e\u1f2e\u0399 \u1f9f\u1f2f\u0399 \u1fa0\u1f68\u0399 \u1fa1\u1f69\u0399 \u1fa2\u1f6a\u0399 "
        + "\u1fa3\u1f6b\u0399 \u1fa4\u1f6c\u0399 \u1fa5\u1f6d\u0399 \u1fa6\u1f6e\u0399 \u1fa7\u1f6f\u0399 "
        + "\u1fa8\u1f68\u0399 \u1fa9\u1f69\u0399 \u1faa\u1f6a\u0399 \u1fab\u1f6b\u0399 \u1fac\u1f6c\u0399 "
        + "\u1fad\u1f6d\u0399 \u1fae\u1f6e\u0399 \u1faf\u1f6f\u0399 \u1fb2\u1fba\u0399 \u1fb3\u0391\u0399 "
        + "\u1fb4\u0386\u0399 \u1fb6\u0391\u0342 \u1fb7\u0391\u0342\u0399 \u1fbc\u0391\u0399 \u1fc2\u1fca\u0399 "
        + "\u1fc3\u0397\u0399 \u1fc4\u0389\u0399 \u1fc6\u0397\u0342 \u1fc7\u0397\u0342\u0399 \u1fcc\u0397\u0399 "
        + "\u1fd2\u0399\u0308\u0300 \u1fd3\u0399\u0308\u0301 \u1fd6\u0399\u0342 \u1fd7\u0399\u0308\u0342 "
        + "\u1fe2\u03a5\u0308\u0300 \u1fe3\u03a5\u0308\u0301 \u1fe4\u03a1\u0313 \u1fe6\u03a5\u0342 "
        + "\u1fe7\u03a5\u0308\u0342 \u1ff2\u1ffa\u0399 \u1ff3\u03a9\u0399 \u1ff4\u038f\u0399 \u1ff6\u03a9\u0342 "
        + "\u1ff7\u03a9\u0342\u0399 \u1ffc\u03a9\u0399 \ufb00FF \ufb01FI \ufb02FL \ufb03FFI \ufb04FFL \ufb05ST "
        + "\ufb06ST \ufb13\u0544\u0546 \ufb14\u0544\u0535 \ufb15\u0544\u053b \ufb16\u054e\u0546 \ufb17\u0544\u053d";

    // a character and its title case, where it differs from upper case
    private const string TitleMappings =
        "\u00dfSs \u01c4\u01c5 \u01c5\u01c5 \u01c6\u01c5 \u01c7\u01c8 \u01c8\u01c8 \u01c9\u01c8 \u01ca\u01cb "
        + "\u01cb\u01cb \u01cc\u01cb \u01f1\u01f2 \u01f2\u01f2 \u01f3\u01f2 \u0587\u0535\u0582 \u1f80\u1f88 "
        + "\u1f81\u1f89 \u1f82\u1f8a \u1f83\u1f8b \u1f84\u1f8c \u1f85\u1f8d \u1f86\u1f8e \u1f87\u1f8f \u1f88\u1f88 "
        + "\u1f89\u1f89 \u1f8a\u1f8a \u1f8b\u1f8b \u1f8c\u1f8c \u1f8d\u1f8d \u1f8e\u1f8e \u1f8f\u1f8f \u1f90\u1f98 "
        + "\u1f91\u1f99 \u1f92\u1f9a \u1f93\u1f9b \u1f94\u1f9c \u1f95\u1f9d \u1f96\u1f9e \u1f97\u1f9f \u1f98\u1f98 "
        + "\u1f99\u1f99 \u1f9a\u1f9a \u1f9b\u1f9b \u1f9c\u1f9c \u1f9d\u1f9d \u1f9e\u1f9e \u1f9f\u1f9f \u1fa0\u1fa8 "
        + "\u1fa1\u1fa9 \u1fa2\u1faa \u1fa3\u1fab \u1fa4\u1fac \u1fa5\u1fad \u1fa6\u1fae \u1fa7\u1faf \u1fa8\u1fa8 "
        + "\u1fa9\u1fa9 \u1faa\u1faa \u1fab\u1fab \u1fac\u1fac \u1fad\u1fad \u1fae\u1fae \u1faf\u1faf "
        + "\u1fb2\u1fba\u0345 \u1fb3\u1fbc \u1fb4\u0386\u0345 \u1fb7\u0391\u0342\u0345 \u1fbc\u1fbc "
        + "\u1fc2\u1fca\u0345 \u1fc3\u1fcc \u1fc4\u0389\u0345 \u1fc7\u0397\u0342\u0345 \u1fcc\u1fcc "
        + "\u1ff2\u1ffa\u0345 \u1ff3\u1ffc \u1ff4\u038f\u0345 \u1ff7\u03a9\u0342\u0345 \u1ffc\u1ffc \ufb00Ff "
        + "\ufb01Fi \ufb02Fl \ufb03Ffi \ufb04Ffl \ufb05St \ufb06St \ufb13\u0544\u0576 \ufb14\u0544\u0565 "
        + "\ufb15\u0544\u056b \ufb16\u054e\u0576 \ufb17\u0544\u056d";

    private const char FinalSigma = '\u03c2', Sigma = '\u03c3', CapitalSigma = '\u03a3', CapitalDottedI = '\u0130';

    private static readonly FrozenDictionary<char, string> UpperOf = Read(UpperMappings), TitleOf = Read(TitleMappings);

    /// <summary>Upper case of a text.</summary>
    public static string Upper(string text)
    {
        var simple = text.ToUpperInvariant();
        if (Ascii.IsValid(text) || !text.Any(UpperOf.ContainsKey))
        {
            return simple;
        }
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (UpperOf.TryGetValue(text[i], out var mapped))
            {
                result.Append(mapped);
            }
            else
            {
                result.Append(simple[i]);
            }
        }
        return result.ToString();
    }

    /// <summary>Lower case of a text; a sigma that ends a word becomes a final one.</summary>
    public static string Lower(string text)
    {
        var simple = text.ToLowerInvariant();
        if (Ascii.IsValid(text) || text.AsSpan().IndexOfAny(CapitalSigma, CapitalDottedI) < 0)
        {
            return simple;
        }
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == CapitalSigma)
            {
                result.Append(EndsWord(text, i) ? FinalSigma : Sigma);
            }
            else if (text[i] == CapitalDottedI)
            {
                result.Append("i\u0307");
            }
            else
            {
                result.Append(simple[i]);
            }
        }
        return result.ToString();
    }

    /// <summary>Title case of one code point.</summary>
    public static string TitleOne(string character)
    {
        var isGeorgian = character[0] is >= '\u10d0' and <= '\u10ff'; // lower case in titles, though there are capitals
        if (isGeorgian)
        {
            return character;
        }
        return TitleOf.TryGetValue(character[0], out var mapped) ? mapped : Upper(character);
    }

    /// <summary>First character in title case, others in lower case.</summary>
    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }
        var first = Characters.LengthAt(text, 0);
        return TitleOne(text[..first]) + Lower(text)[Lower(text[..first]).Length..];
    }

    /// <summary>Each word in title case; a word is a run of letters that have case.</summary>
    public static string Title(string text)
    {
        var lower = Lower(text);
        var result = new StringBuilder(text.Length + 8);
        var isInWord = false;
        var offset = 0;
        foreach (var character in Characters.Split(text))
        {
            var length = character[0] == CapitalDottedI ? 2 : character.Length;
            result.Append(isInWord ? lower.Substring(offset, length) : TitleOne(character));
            offset += length;
            isInWord = IsCased(Characters.CodeAt(character, 0));
        }
        return result.ToString();
    }

    /// <summary>Lower case for comparison: sharp s and the like as their full upper case would be in lower case.</summary>
    public static string Fold(string text) => Lower(Upper(text)).Replace(FinalSigma, Sigma);

    /// <summary>Upper case becomes lower case and the other way.</summary>
    public static string Swap(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var character in Characters.Split(text))
        {
            var isUpper = Characters.Category(Characters.CodeAt(character, 0)) == UnicodeCategory.UppercaseLetter;
            result.Append(isUpper ? Lower(character) : Upper(character));
        }
        return result.ToString();
    }

    /// <summary>Whether the code point has case.</summary>
    public static bool IsCased(int code) => Characters.Category(code) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool EndsWord(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsSkipped(text[before]))
        {
            before--;
        }
        var after = at + 1;
        while (after < text.Length && IsSkipped(text[after]))
        {
            after++;
        }
        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private static bool IsSkipped(char c) => c is '\'' or '.' or ':' or '\u2019' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static FrozenDictionary<char, string> Read(string mappings) =>
        mappings.Split(' ').ToFrozenDictionary(mapping => mapping[0], mapping => mapping[1..]);
}
