using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Cuts a template into tokens, with whitespace control as transformers sets it: the first newline after a block goes
/// (trim_blocks), and so does white space between the start of a line and a block (lstrip_blocks).</summary>
internal sealed partial class Lexer
{
    private const int MaxDigits = 4300; // Python refuses longer ones as well

    private static readonly string[] DoubleOperators = ["**", "//", "==", "!=", ">=", "<="];

    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private readonly Stack<char> _brackets = new();
    private readonly List<int> _lineStarts = [0];
    private int _at;
    private bool _lineStarting = true; // whether the piece before ended a line

    private Lexer(string source)
    {
        _source = source;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>Cuts a template into tokens.</summary>
    /// <param name="source">The template.</param>
    /// <returns>Tokens, the last of kind <see cref="TokenKind.End"/>.</returns>
    /// <exception cref="ChatTemplateParseException">A character, comment, number or text is malformed.</exception>
    public static List<Token> Tokenize(string source)
    {
        var normalized = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (normalized.EndsWith('\n'))
        {
            normalized = normalized[..^1]; // keep_trailing_newline is off
        }
        return new Lexer(normalized).Run();
    }

    private List<Token> Run()
    {
        while (_at < _source.Length)
        {
            var begin = NextTag(_at);
            if (begin < 0)
            {
                AddData(_at, _source[_at..]);
                _at = _source.Length;
                break;
            }
            ReadTag(begin);
        }
        _tokens.Add(new Token(TokenKind.End, "", Position(_source.Length)));
        return _tokens;
    }

    private int NextTag(int from)
    {
        for (var i = _source.IndexOf('{', from); i >= 0 && i + 1 < _source.Length; i = _source.IndexOf('{', i + 1))
        {
            if (_source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }
        return -1;
    }

    private void ReadTag(int begin)
    {
        var kind = _source[begin + 1];
        var sign = begin + 2 < _source.Length && _source[begin + 2] is '-' or '+' ? _source[begin + 2] : ' ';
        AddData(_at, Strip(_source[_at..begin], sign, kind != '{'));
        if (kind == '%')
        {
            var raw = RawBegin().Match(_source, begin);
            if (raw.Success)
            {
                Advance(raw.Index + raw.Length);
                ReadRaw();
                return;
            }
        }
        Advance(begin + (sign == ' ' ? 2 : 3));
        switch (kind)
        {
            case '#':
                ReadComment(begin);
                break;
            case '{':
                _tokens.Add(new Token(TokenKind.VariableBegin, "{{", Position(begin)));
                ReadInside(TokenKind.VariableEnd);
                break;
            default:
                _tokens.Add(new Token(TokenKind.BlockBegin, "{%", Position(begin)));
                ReadInside(TokenKind.BlockEnd);
                break;
        }
    }

    /// <summary>Takes white space off the end of the text before a tag, as its sign and lstrip_blocks want it.</summary>
    private string Strip(string text, char sign, bool isBlock)
    {
        if (sign == '-')
        {
            var end = text.Length;
            while (end > 0 && Characters.IsSpace(text[end - 1]))
            {
                end--;
            }
            return text[..end];
        }
        if (sign == '+' || !isBlock)
        {
            return text;
        }
        var lineStart = text.LastIndexOf('\n') + 1;
        if (lineStart == 0 && !_lineStarting)
        {
            return text;
        }
        return Characters.AllSpace(text.AsSpan(lineStart)) ? text[..lineStart] : text;
    }

    private void AddData(int position, string text)
    {
        if (text.Length > 0)
        {
            _tokens.Add(new Token(TokenKind.Data, text, Position(position)));
        }
    }

    private void ReadComment(int begin)
    {
        var end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error("Missing end of comment tag", begin);
        }
        var after = end + 2;
        if (end > _at && _source[end - 1] == '-')
        {
            after = SkipSpace(after);
        }
        else if (!(end > _at && _source[end - 1] == '+') && after < _source.Length && _source[after] == '\n')
        {
            after++;
        }
        Advance(after);
    }

    private void ReadRaw()
    {
        var end = RawEnd().Match(_source, _at);
        if (!end.Success)
        {
            throw Error("Missing end of raw directive", _at);
        }
        var sign = end.Groups[1].Length == 0 ? ' ' : end.Groups[1].Value[0];
        AddData(_at, Strip(_source[_at..end.Index], sign, isBlock: true));
        Advance(end.Index + end.Length);
    }

    private void ReadInside(TokenKind endKind)
    {
        while (_at < _source.Length)
        {
            if (_brackets.Count == 0 && TryReadEnd(endKind))
            {
                return;
            }
            ReadInsideToken();
        }
    }

    private bool TryReadEnd(TokenKind endKind)
    {
        var mark = endKind == TokenKind.BlockEnd ? "%}" : "}}";
        var start = _at;
        var sign = _source[_at] is '-' or '+' ? _source[_at] : ' ';
        if (sign == '+' && endKind == TokenKind.VariableEnd)
        {
            return false;
        }
        var end = sign == ' ' ? _at : _at + 1;
        if (string.CompareOrdinal(_source, end, mark, 0, 2) != 0)
        {
            return false;
        }
        end += 2;
        if (sign == '-')
        {
            end = SkipSpace(end);
        }
        else if (sign == ' ' && endKind == TokenKind.BlockEnd && end < _source.Length && _source[end] == '\n')
        {
            end++;
        }
        _tokens.Add(new Token(endKind, mark, Position(start)));
        Advance(end);
        return true;
    }

    private void ReadInsideToken()
    {
        var start = _at;
        var c = _source[start];
        if (Characters.IsSpace(c))
        {
            Advance(SkipSpace(start));
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (c == '_' || char.IsLetter(c) || char.IsSurrogate(c))
        {
            ReadName();
        }
        else if (c is '\'' or '"')
        {
            ReadText(c);
        }
        else
        {
            ReadOperator();
        }
    }

    private void ReadNumber()
    {
        var start = _at;
        var match = FloatNumber().Match(_source, start);
        var isFloat = match.Success;
        match = isFloat ? match : IntegerNumber().Match(_source, start);
        var digits = match.Value.Replace("_", "", StringComparison.Ordinal);
        if (digits.Length > MaxDigits)
        {
            throw Error($"A number has more than {MaxDigits} digits", start);
        }
        Advance(start + match.Length);
        if (isFloat)
        {
            var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            _tokens.Add(new Token(TokenKind.Float, match.Value, Position(start)) { Float = value });
        }
        else
        {
            _tokens.Add(new Token(TokenKind.Integer, match.Value, Position(start)) { Integer = ParseInteger(digits) });
        }
    }

    private static BigInteger ParseInteger(string digits)
    {
        if (digits.Length < 2 || char.IsAsciiDigit(digits[1]))
        {
            return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        }
        var bits = char.ToLowerInvariant(digits[1]) switch
        {
            'x' => 4,
            'o' => 3,
            _ => 1,
        };
        var value = BigInteger.Zero;
        foreach (var digit in digits.AsSpan(2))
        {
            value = (value << bits) + Convert.ToInt32(digit.ToString(), 16);
        }
        return value;
    }

    private void ReadName()
    {
        var start = _at;
        var end = start;
        while (end < _source.Length && IsNamePart(_source, ref end))
        {
        }
        if (end == start || (char.IsSurrogate(_source[start]) && !Rune.IsLetter(Rune.GetRuneAt(_source, start))))
        {
            throw Error($"Unexpected character '{_source[start]}'", start);
        }
        Advance(end);
        _tokens.Add(new Token(TokenKind.Name, _source[start..end], Position(start)));
    }

    private static bool IsNamePart(string text, ref int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            return false;
        }
        var isPart = rune.Value == '_' || Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        at += isPart ? rune.Utf16SequenceLength : 0;
        return isPart;
    }

    private void ReadText(char quote)
    {
        var start = _at;
        var end = start + 1;
        while (end < _source.Length && _source[end] != quote)
        {
            end += _source[end] == '\\' ? 2 : 1;
        }
        if (end >= _source.Length)
        {
            throw Error($"Unexpected character '{quote}'", start);
        }
        var text = TextEscapes.Resolve(_source.AsSpan(start + 1, end - start - 1), out var fault);
        if (text == null)
        {
            throw Error(fault!, start);
        }
        Advance(end + 1);
        _tokens.Add(new Token(TokenKind.Text, text, Position(start)));
    }

    private void ReadOperator()
    {
        var start = _at;
        var text = Array.Find(DoubleOperators, pair => string.CompareOrdinal(_source, start, pair, 0, 2) == 0) ?? _source[start].ToString();
        if (text.Length == 1 && !"+-*/%~[](){}><=.:|,;".Contains(text, StringComparison.Ordinal))
        {
            throw Error($"Unexpected character '{text}'", start);
        }
        switch (text[0])
        {
            case '(':
                _brackets.Push(')');
                break;
            case '[':
                _brackets.Push(']');
                break;
            case '{':
                _brackets.Push('}');
                break;
            case ')' or ']' or '}':
                if (!_brackets.TryPop(out var expected) || expected != text[0])
                {
                    throw Error($"Unexpected '{text}'", start);
                }
                break;
        }
        Advance(start + text.Length);
        _tokens.Add(new Token(TokenKind.Operator, text, Position(start)));
    }

    private int SkipSpace(int at)
    {
        while (at < _source.Length && Characters.IsSpace(_source[at]))
        {
            at++;
        }
        return at;
    }

    private void Advance(int to)
    {
        if (to > _at)
        {
            _lineStarting = _source[to - 1] == '\n';
        }
        _at = to;
    }

    private SourcePosition Position(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new SourcePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    private ChatTemplateParseException Error(string message, int offset)
    {
        var position = Position(offset);
        return new ChatTemplateParseException(message, position.Line, position.Column);
    }

    [GeneratedRegex(@"\G(?<!\.)(?:[0-9]+_)*[0-9]+(?:(?:\.(?:[0-9]+_)*[0-9]+)?[eE][+\-]?(?:[0-9]+_)*[0-9]+|\.(?:[0-9]+_)*[0-9]+)")]
    private static partial Regex FloatNumber();

    [GeneratedRegex(@"\G(?:0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?[0-9])*|0(?:_?0)*)")]
    private static partial Regex IntegerNumber();

    [GeneratedRegex(@"\G\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})")]
    private static partial Regex RawBegin();

    [GeneratedRegex(@"\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\}\n?)")]
    private static partial Regex RawEnd();
}
