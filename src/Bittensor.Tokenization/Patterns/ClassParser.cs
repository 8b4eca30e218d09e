using System.Globalization;
using System.Text;

namespace Bittensor.Tokenization.Patterns;

/// <summary>Reads classes of letters: brackets, escapes, names of Unicode and POSIX.</summary>
/// <param name="pattern">The whole pattern.</param>
/// <param name="syntax">Its syntax.</param>
internal sealed class ClassParser(string pattern, PatternSyntax syntax)
{
    private bool IsOniguruma => syntax == PatternSyntax.Oniguruma;

    /// <summary>The letters of words, by which "\b" goes.</summary>
    public CodePointSet Word(PatternOptions options)
    {
        if (options.AsciiWord)
        {
            return UnicodeClasses.Word.Intersect(CodePointSet.Of(0, 0x7F));
        }

        return IsOniguruma ? UnicodeClasses.OnigurumaWord : UnicodeClasses.RustWord;
    }

    /// <summary>Reads a bracket with all that is in it.</summary>
    /// <param name="at">Where "[" stands; afterwards behind "]".</param>
    /// <param name="options">The options there.</param>
    public CodePointSet ReadBracket(ref int at, PatternOptions options)
    {
        at++;
        var isNegative = TryTake(ref at, "^");
        CodePointSet? intersection = null;
        var union = CodePointSet.Empty;
        var isEmpty = true;
        if (At(at) == ']' && pattern.IndexOf(']', at + 1) > 0)
        {
            // The first bracket that closes is a letter, as long as another one follows.
            union = CodePointSet.Of(']');
            isEmpty = false;
            at++;
        }

        while (At(at) != ']')
        {
            if (TryTake(ref at, "&&"))
            {
                if (isEmpty)
                {
                    throw Error(at, "an intersection with nothing");
                }

                intersection = intersection?.Intersect(union) ?? union;
                union = CodePointSet.Empty;
                isEmpty = true;
                continue;
            }

            union = union.Union(ReadItem(ref at, options));
            isEmpty = false;
        }

        if (isEmpty)
        {
            throw Error(at, "an empty class");
        }

        at++;
        var set = intersection?.Intersect(union) ?? union;
        return isNegative ? set.Complement() : set;
    }

    /// <summary>Reads an escape.</summary>
    /// <param name="at">Where "\" stands; afterwards behind the escape.</param>
    /// <param name="options">The options there.</param>
    /// <param name="isInBracket">Whether it stands in a bracket.</param>
    /// <param name="letter">The letter, where it is one.</param>
    /// <returns>The letters it stands for.</returns>
    public CodePointSet ReadEscape(ref int at, PatternOptions options, bool isInBracket, out int? letter)
    {
        letter = null;
        var name = At(at + 1);
        at += 2;
        switch (name)
        {
            case 'd':
                return Digit(options);
            case 'D':
                return Digit(options).Complement();
            case 's':
                return Space(options);
            case 'S':
                return Space(options).Complement();
            case 'w':
                return Word(options);
            case 'W':
                return Word(options).Complement();
            case 'h':
                return UnicodeClasses.Posix("xdigit")!;
            case 'H':
                return UnicodeClasses.Posix("xdigit")!.Complement();
            case 'p' or 'P' when !IsOniguruma || At(at) == '{': // in Oniguruma, "\pL" is "pL"
                return ReadProperty(ref at, name == 'P', options);
            default:
                at -= 2;
                letter = ReadLetter(ref at, isInBracket);
                return CodePointSet.Of(letter.Value);
        }
    }

    /// <summary>Reads a bracket in a bracket, a class, a letter or a range.</summary>
    private CodePointSet ReadItem(ref int at, PatternOptions options)
    {
        if (At(at) == '[')
        {
            var inner = At(at + 1) == ':' && TryReadPosix(ref at, options, out var named) ? named : ReadBracket(ref at, options);
            if (At(at) == '-' && At(at + 1) != ']')
            {
                throw Error(at, "a range with a class at its end");
            }

            return inner;
        }

        int? first = null;
        CodePointSet set;
        if (At(at) == '\\')
        {
            set = ReadEscape(ref at, options, isInBracket: true, out first);
        }
        else
        {
            first = TakeLetter(ref at);
            set = CodePointSet.Of(first.Value);
        }

        var isRange = At(at) == '-' && At(at + 1) is not (']' or '\0');
        if (isRange && At(at + 1) == '-' && !IsOniguruma)
        {
            throw Error(at, "a difference of classes");
        }

        if (isRange)
        {
            set = ReadRange(ref at, first, options);
        }

        if (!options.IgnoresCase)
        {
            return set;
        }

        if (first is { } letter && !isRange && FoldedLetters.FoldsToSeveral(letter))
        {
            throw Error(at, $"'{new Rune(letter)}' without case stands for several letters too");
        }

        return LetterCase.Close(set);
    }

    private CodePointSet ReadRange(ref int at, int? first, PatternOptions options)
    {
        if (first is not { } from || At(at + 1) == '[')
        {
            throw Error(at, "a range with a class at its end");
        }

        at++;
        int? last;
        if (At(at) == '\\')
        {
            ReadEscape(ref at, options, isInBracket: true, out last);
        }
        else
        {
            last = TakeLetter(ref at);
        }

        if (last is not { } to)
        {
            throw Error(at, "a range with a class at its end");
        }

        if (from > to)
        {
            throw Error(at, "a range that runs backwards");
        }

        return CodePointSet.Of(from, to);
    }

    /// <summary>Reads "[:name:]" or "[:^name:]".</summary>
    private bool TryReadPosix(ref int at, PatternOptions options, out CodePointSet set)
    {
        set = CodePointSet.Empty;
        var end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        var name = end < 0 ? "" : pattern[(at + 2)..end].TrimStart('^');
        if (name.Length == 0 || !name.All(char.IsAsciiLetter))
        {
            return false;
        }

        var known = UnicodeClasses.Posix(name) ?? throw Error(at, $"the class [:{name}:]");
        var isNegative = pattern[at + 2] == '^';
        at = end + 2;
        set = options.AsciiPosix || !IsOniguruma || (name == "word" && options.AsciiWord)
            || (name == "digit" && options.AsciiDigit) || (name == "space" && options.AsciiSpace)
            ? Ascii(known)
            : known;
        set = options.IgnoresCase ? LetterCase.Close(set) : set;
        set = isNegative ? set.Complement() : set;
        return true;
    }

    private CodePointSet ReadProperty(ref int at, bool isNegative, PatternOptions options)
    {
        string name;
        if (At(at) == '{')
        {
            var end = pattern.IndexOf('}', at);
            if (end <= at + 1)
            {
                throw Error(at, "a property without a name");
            }

            name = pattern[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            name = At(at).ToString();
            at++;
        }

        if (name.StartsWith('^'))
        {
            isNegative = !isNegative;
            name = name[1..];
        }

        var set = FindProperty(name, options) ?? throw Error(at, $"the property '{name}'");
        return isNegative ? set.Complement() : set;
    }

    /// <summary>Both engines know names without a key; fancy-regex knows "Script=Han" and "gc=L" too, Oniguruma POSIX names.</summary>
    private CodePointSet? FindProperty(string name, PatternOptions options)
    {
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            var isKey = name[..equals].Trim().ToLowerInvariant() is "script" or "sc" or "gc" or "general_category" or "generalcategory";
            return !IsOniguruma && isKey ? UnicodeClasses.Find(name[(equals + 1)..]) : null;
        }

        if (!IsOniguruma)
        {
            return UnicodeClasses.Find(name);
        }

        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var posix = plain switch
        {
            "punct" => UnicodeClasses.Find("p"),
            "posixpunct" => UnicodeClasses.Posix("punct"),
            "word" => Word(options),
            _ => UnicodeClasses.Posix(plain),
        };
        if (posix is null)
        {
            return UnicodeClasses.Find(name);
        }

        return options.AsciiPosix ? Ascii(posix) : posix;
    }

    private int ReadLetter(ref int at, bool isInBracket)
    {
        var name = At(at + 1);
        at += 2;
        switch (name)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case 'a':
                return '\a';
            case 'e' when IsOniguruma:
                return 0x1B;
            case 'b' when isInBracket:
                return '\b';
            case 'x':
                return At(at) == '{' ? ReadBraced(ref at) : ReadHex(ref at, 2);
            case 'u':
                return At(at) == '{' && !IsOniguruma ? ReadBraced(ref at) : ReadHex(ref at, 4);
            case 'U' when !IsOniguruma:
                return At(at) == '{' ? ReadBraced(ref at) : ReadHex(ref at, 8);
            case '0' when IsOniguruma:
                return ReadOctal(ref at);
            case 'X' or 'K' or 'G' or 'k' or 'g' or 'y' or 'Y' or 'c' or 'C' or 'M' or 'o' or 'R' or (>= '1' and <= '9'):
                throw Error(at, $"the escape \\{name}");
            case '\0':
                throw Error(at, "the pattern ends with \\");
            default:
                at--;
                if (!IsOniguruma && char.IsAsciiLetterOrDigit(name))
                {
                    throw Error(at, $"the escape \\{name}");
                }

                return TakeLetter(ref at);
        }
    }

    private int ReadBraced(ref int at)
    {
        var end = pattern.IndexOf('}', at);
        var digits = end < 0 ? "" : pattern[(at + 1)..end];
        at = end + 1;
        return ParseHex(digits, at);
    }

    private int ReadHex(ref int at, int length)
    {
        var digits = at + length <= pattern.Length ? pattern.Substring(at, length) : "";
        at += length;
        var letter = ParseHex(digits, at);
        if (length == 2 && letter >= 0x80 && IsOniguruma)
        {
            throw Error(at, "a byte that is no letter by itself");
        }

        return letter;
    }

    private int ParseHex(string digits, int at)
    {
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter) || !Rune.IsValid(letter))
        {
            throw Error(at, $"'{digits}' is no code point");
        }

        return letter;
    }

    private int ReadOctal(ref int at)
    {
        var value = 0;
        for (var i = 0; i < 2 && At(at) is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + At(at++) - '0';
        }

        return value;
    }

    private static CodePointSet Digit(PatternOptions options) => options.AsciiDigit ? CodePointSet.Of('0', '9') : UnicodeClasses.Digit;

    private static CodePointSet Space(PatternOptions options) => options.AsciiSpace ? Ascii(UnicodeClasses.Space) : UnicodeClasses.Space;

    private static CodePointSet Ascii(CodePointSet set) => set.Intersect(CodePointSet.Of(0, 0x7F));

    private int TakeLetter(ref int at)
    {
        if (at >= pattern.Length)
        {
            throw Error(at, "a class has no end");
        }

        if (!Rune.TryGetRuneAt(pattern, at, out var letter))
        {
            throw Error(at, "half a letter");
        }

        at += letter.Utf16SequenceLength;
        return letter.Value;
    }

    /// <summary>The letter at a place; U+0000 behind the end, which only <see cref="TakeLetter"/> tells apart.</summary>
    private char At(int at) => at < pattern.Length ? pattern[at] : '\0';

    private bool TryTake(ref int at, string text)
    {
        if (!pattern.AsSpan(Math.Min(at, pattern.Length)).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        at += text.Length;
        return true;
    }

    private PatternException Error(int at, string reason) => new(pattern, at, reason);
}
