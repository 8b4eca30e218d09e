using System.Globalization;
using System.Text;
using static Bittensor.Tokenization.Patterns.PatternNode;

namespace Bittensor.Tokenization.Patterns;

/// <summary>Reads a pattern in the syntax it was written in.</summary>
/// <remarks>What would mean something else in this library is refused instead: groups that are referred to, callouts, absent
/// expressions, boundaries of text segments, letters of which several fold into one.</remarks>
internal sealed class PatternParser
{
    /// <summary>How often a part may be repeated at most, as in Oniguruma.</summary>
    private const int MostTimes = 100000;

    private readonly string _pattern;
    private readonly PatternSyntax _syntax;
    private readonly ClassParser _classes;
    private int _at;
    private PatternOptions _options;

    private PatternParser(string pattern, PatternSyntax syntax)
    {
        _pattern = pattern;
        _syntax = syntax;
        _classes = new(pattern, syntax);
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="PatternException">It has no meaning, or one that cannot be carried over.</exception>
    public static PatternNode Parse(string pattern, PatternSyntax syntax)
    {
        var parser = new PatternParser(pattern, syntax);
        var node = parser.ReadChoice();
        if (parser._at < pattern.Length)
        {
            throw parser.Error("a parenthesis closes nothing");
        }

        return node;
    }

    private bool IsAtEnd => _at == _pattern.Length;

    private bool IsOniguruma => _syntax == PatternSyntax.Oniguruma;

    private PatternNode ReadChoice()
    {
        var options = new List<PatternNode> { ReadSequence() };
        while (TryTake("|"))
        {
            options.Add(ReadSequence());
        }

        return options.Count == 1 ? options[0] : new Choice(options);
    }

    private Sequence ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (!IsAtEnd && _pattern[_at] is not ('|' or ')'))
        {
            if (SkipExtended())
            {
                continue;
            }

            var start = _at;
            var part = ReadPart();
            if (part is not null)
            {
                parts.Add(ReadQuantifiers(part, start));
            }
        }

        return new(FoldedLetters.Join(parts));
    }

    /// <summary>Skips white space and comments where the option x says so.</summary>
    private bool SkipExtended()
    {
        if (!_options.Extended)
        {
            return false;
        }

        if (char.IsWhiteSpace(_pattern[_at]))
        {
            _at++;
            return true;
        }

        if (_pattern[_at] != '#')
        {
            return false;
        }

        while (!IsAtEnd && _pattern[_at] != '\n')
        {
            _at++;
        }

        return true;
    }

    /// <summary>Reads one part; null for what matches nothing by itself.</summary>
    private PatternNode? ReadPart()
    {
        switch (_pattern[_at])
        {
            case '(':
                return ReadGroup();
            case '[':
                return new Letter(_classes.ReadBracket(ref _at, _options));
            case '.':
                _at++;
                return new Letter(_options.DotMatchesAll ? CodePointSet.All : CodePointSet.Of('\n').Complement());
            case '^':
                _at++;
                return IsOniguruma || _options.Lines ? LineStart() : new Edge(End: false);
            case '$':
                _at++;
                return IsOniguruma || _options.Lines ? LineEnd() : new Edge(End: true);
            case '*' or '+' or '?':
                throw Error("nothing stands there to be repeated");
            case '\\':
                return ReadEscape();
            default:
                return Literal(TakeLetter());
        }
    }

    private PatternNode ReadEscape()
    {
        if (_at + 1 == _pattern.Length)
        {
            throw Error("the pattern ends with \\");
        }

        switch (_pattern[_at + 1])
        {
            case 'b':
                _at += 2;
                return Boundary(false);
            case 'B':
                _at += 2;
                return Boundary(true);
            case 'A':
                _at += 2;
                return new Edge(End: false);
            case 'z':
                _at += 2;
                return new Edge(End: true);
            case 'Z' when IsOniguruma:
                _at += 2;
                return new Look(new Sequence([new Repeat(NewLine(), 0, 1, Greed.Greedy), new Edge(End: true)]), false, false);
            case 'R' when IsOniguruma:
                _at += 2;
                return AnyNewLine();
            case 'N' when IsOniguruma:
                _at += 2;
                return new Letter(CodePointSet.Of('\n').Complement());
            case 'O' when IsOniguruma:
                _at += 2;
                return new Letter(CodePointSet.All);
            default:
                return ReadLetterEscape();
        }
    }

    private Letter ReadLetterEscape()
    {
        var set = _classes.ReadEscape(ref _at, _options, isInBracket: false, out var letter);
        return letter is { } value ? Literal(value) : new Letter(set);
    }

    private Letter Literal(int letter)
    {
        if (!_options.IgnoresCase)
        {
            return new(CodePointSet.Of(letter));
        }

        if (FoldedLetters.FoldsToSeveral(letter))
        {
            throw Error($"'{new Rune(letter)}' without case stands for several letters too");
        }

        var set = LetterCase.Close(CodePointSet.Of(letter));
        return new(set, Rune.ToLowerInvariant(new(letter)).Value);
    }

    private int TakeLetter()
    {
        if (!Rune.TryGetRuneAt(_pattern, _at, out var letter))
        {
            throw Error("half a letter");
        }

        _at += letter.Utf16SequenceLength;
        return letter.Value;
    }

    private PatternNode? ReadGroup()
    {
        var outer = _options;
        if (TryTake("(?#"))
        {
            var end = _pattern.IndexOf(')', _at);
            if (end < 0)
            {
                throw Error("a comment has no end");
            }

            _at = end + 1;
            return null;
        }

        PatternNode node;
        if (TryTake("(?:"))
        {
            node = ReadChoice();
        }
        else if (TryTake("(?>"))
        {
            node = new Atomic(ReadChoice());
        }
        else if (TryTake("(?="))
        {
            node = new Look(ReadChoice(), Behind: false, Negative: false);
        }
        else if (TryTake("(?!"))
        {
            node = new Look(ReadChoice(), Behind: false, Negative: true);
        }
        else if (TryTake("(?<="))
        {
            node = new Look(ReadChoice(), Behind: true, Negative: false);
        }
        else if (TryTake("(?<!"))
        {
            node = new Look(ReadChoice(), Behind: true, Negative: true);
        }
        else if (TryTake("(?<") || TryTake("(?P<"))
        {
            SkipName('>');
            node = ReadChoice();
        }
        else if (IsOniguruma && TryTake("(?'"))
        {
            SkipName('\'');
            node = ReadChoice();
        }
        else if (TryTake("(?"))
        {
            return ReadOptionGroup(outer);
        }
        else if (_pattern.AsSpan(_at).StartsWith("(*", StringComparison.Ordinal))
        {
            throw Error("a callout");
        }
        else
        {
            _at++;
            node = ReadChoice();
        }

        Close(outer);
        return node;
    }

    /// <summary>Reads "i-m:…)" or "i)", after which the options hold up to the end of the group around it.</summary>
    private PatternNode? ReadOptionGroup(PatternOptions outer)
    {
        var isOn = true;
        for (; !IsAtEnd && _pattern[_at] is not (':' or ')'); _at++)
        {
            if (_pattern[_at] == '-')
            {
                isOn = false;
                continue;
            }

            _options = _options.With(_pattern[_at], isOn, _syntax) ?? throw Error($"the group (?{_pattern[_at]}");
        }

        if (TryTake(":"))
        {
            var node = ReadChoice();
            Close(outer);
            return node;
        }

        if (!TryTake(")"))
        {
            throw Error("a group has no end");
        }

        // In Oniguruma, "a(?i)b|c" is "a(?i:b|c)"; elsewhere the options go on and the choice stays where it was.
        return IsOniguruma ? ReadChoice() : null;
    }

    private void Close(PatternOptions outer)
    {
        if (!TryTake(")"))
        {
            throw Error("a group has no end");
        }

        _options = outer;
    }

    private void SkipName(char end)
    {
        var close = _pattern.IndexOf(end, _at);
        if (close <= _at)
        {
            throw Error("a group's name has no end");
        }

        _at = close + 1;
    }

    private PatternNode ReadQuantifiers(PatternNode part, int start)
    {
        while (!IsAtEnd)
        {
            if (SkipExtended())
            {
                continue;
            }

            if (!TryReadTimes(out var least, out var most, out var isInterval))
            {
                return part;
            }

            if (part is Look or Edge)
            {
                throw new PatternException(_pattern, start, "a place is repeated, which has no length");
            }

            part = ReadGreed(part, least, most, isInterval);
        }

        return part;
    }

    private Repeat ReadGreed(PatternNode part, int least, int? most, bool isInterval)
    {
        if (most < least)
        {
            if (!IsOniguruma)
            {
                throw Error($"at least {least} and at most {most} times");
            }

            // Oniguruma reads {3,1} as {1,3} that gives nothing back.
            return new Repeat(part, most.Value, least, Greed.Possessive);
        }

        if (IsOniguruma && isInterval && least == most)
        {
            return new Repeat(part, least, most, Greed.Greedy); // "{2}?" is "(?:…{2})?": the next quantifier
        }

        if (TryTake("?"))
        {
            return new Repeat(part, least, most, Greed.Lazy);
        }

        // After an interval, Oniguruma reads "+" as one more quantifier.
        var isPossessive = !(IsOniguruma && isInterval) && TryTake("+");
        return new Repeat(part, least, most, isPossessive ? Greed.Possessive : Greed.Greedy);
    }

    private bool TryReadTimes(out int least, out int? most, out bool isInterval)
    {
        least = 0;
        most = null;
        isInterval = false;
        switch (_pattern[_at])
        {
            case '*':
                _at++;
                return true;
            case '+':
                least = 1;
                _at++;
                return true;
            case '?':
                most = 1;
                _at++;
                return true;
            case '{':
                isInterval = true;
                return TryReadInterval(out least, out most);
            default:
                return false;
        }
    }

    private bool TryReadInterval(out int least, out int? most)
    {
        least = 0;
        most = null;
        var end = _pattern.IndexOf('}', _at);
        var parts = end < 0 ? [] : _pattern[(_at + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || !parts.All(part => part.All(char.IsAsciiDigit)) || parts.All(part => part.Length == 0)
            || (parts[0].Length == 0 && !IsOniguruma))
        {
            if (!IsOniguruma)
            {
                throw Error("a brace that begins no number of times");
            }

            return false;
        }

        least = parts[0].Length == 0 ? 0 : Number(parts[0]);
        if (parts.Length == 1)
        {
            most = least;
        }
        else if (parts[1].Length > 0)
        {
            most = Number(parts[1]);
        }

        _at = end + 1;
        return true;
    }

    private int Number(string digits)
    {
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostTimes)
        {
            throw Error("too many times");
        }

        return number;
    }

    private static Letter NewLine() => new(CodePointSet.Of('\n'));

    private static Look LineStart() => new(
        new Choice([new Edge(End: false), new Sequence([new Look(NewLine(), true, false), new Look(new Letter(CodePointSet.All), false, false)])]),
        Behind: false, Negative: false);

    private static Look LineEnd() => new(new Choice([NewLine(), new Edge(End: true)]), Behind: false, Negative: false);

    private static Atomic AnyNewLine() => new(new Choice(
    [
        new Sequence([new Letter(CodePointSet.Of('\r')), NewLine()]),
        new Letter(CodePointSet.OfLetters("\n\v\f\r\u0085\u2028\u2029")),
    ]));

    private Choice Boundary(bool negative)
    {
        var word = new Letter(_classes.Word(_options));
        Look Before(bool not) => new(word, Behind: true, not);
        Look After(bool not) => new(word, Behind: false, not);
        return new([new Sequence([Before(false), After(!negative)]), new Sequence([Before(true), After(negative)])]);
    }

    private bool TryTake(string text)
    {
        if (!_pattern.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private PatternException Error(string reason) => new(_pattern, _at, reason);
}
