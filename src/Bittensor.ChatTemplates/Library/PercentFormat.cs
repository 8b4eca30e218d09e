using System.Numerics;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Formats with percent signs, as Python's <c>text % values</c>.</summary>
internal sealed class PercentFormat
{
    private readonly Rendering _rendering;
    private readonly string _format;
    private readonly Value _argument;
    private readonly StringBuilder _result = new();
    private int _at;
    private int _taken;

    private PercentFormat(Rendering rendering, string format, Value argument)
    {
        _rendering = rendering;
        _format = format;
        _argument = argument;
    }

    /// <summary>Formats values.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="format">The format.</param>
    /// <param name="argument">A tuple of values, a dict where the format names them, or one value.</param>
    public static string Format(Rendering rendering, string format, Value argument)
    {
        rendering.ChargeText(format.Length);
        return new PercentFormat(rendering, format, argument).Run();
    }

    private string Run()
    {
        while (_at < _format.Length)
        {
            var next = _format.IndexOf('%', _at);
            next = next < 0 ? _format.Length : next;
            _result.Append(_format, _at, next - _at);
            _at = next + 1;
            if (next < _format.Length)
            {
                ReadConversion();
            }
        }
        var count = _argument is TupleValue tuple ? tuple.Items.Length : 1;
        if (_taken < count && _argument is not (DictValue or ListValue or RangeValue or UndefinedValue))
        {
            throw _rendering.Fault("not all arguments converted during string formatting");
        }
        _rendering.ChargeText(_result.Length);
        return _result.ToString();
    }

    private void ReadConversion()
    {
        Value? named = null;
        if (Peek() == '(')
        {
            named = ReadNamed();
        }
        var spec = ReadFlags();
        spec = spec with { Width = ReadWidth(named, out var isNegative) ?? 0 };
        spec = isNegative ? spec with { Align = '<', Fill = " " } : spec;
        if (Peek() == '.')
        {
            _at++;
            spec = spec with { Precision = Math.Max(ReadWidth(named, out _) ?? 0, 0) };
        }
        while (Peek() is 'h' or 'l' or 'L')
        {
            _at++;
        }
        if (_at >= _format.Length)
        {
            throw _rendering.Fault("incomplete format");
        }
        var type = _format[_at++];
        if (type == '%')
        {
            _result.Append('%');
            return;
        }
        _rendering.ChargeText(Math.Max(spec.Width, spec.Precision));
        _result.Append(Convert(spec with { Type = type }, named ?? Take()));
    }

    private Value ReadNamed()
    {
        if (_argument is not DictValue dict)
        {
            throw _rendering.Fault("format requires a mapping");
        }
        var start = ++_at;
        var depth = 1;
        for (; _at < _format.Length && depth > 0; _at++)
        {
            depth += _format[_at] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        }
        if (depth > 0)
        {
            throw _rendering.Fault("incomplete format key");
        }
        var key = _format[start..(_at - 1)];
        return dict.Entries.GetValueOrDefault(new TextValue(key)) ?? throw _rendering.Fault($"Key '{key}' is missing");
    }

    private FormatSpec ReadFlags()
    {
        var spec = new FormatSpec();
        for (; ; _at++)
        {
            switch (Peek())
            {
                case '-':
                    spec = spec with { Align = '<', Fill = " " };
                    break;
                case '0' when spec.Align != '<':
                    spec = spec with { Align = '=', Fill = "0" };
                    break;
                case '0':
                    break;
                case '+':
                    spec = spec with { Sign = '+' };
                    break;
                case ' ' when spec.Sign != '+':
                    spec = spec with { Sign = ' ' };
                    break;
                case ' ':
                    break;
                case '#':
                    spec = spec with { IsAlternate = true };
                    break;
                default:
                    return spec;
            }
        }
    }

    private int? ReadWidth(Value? named, out bool isNegative)
    {
        isNegative = false;
        if (Peek() == '*' && named == null)
        {
            _at++;
            if (Take() is not WholeValue whole || BigInteger.Abs(whole.Number) > 1_000_000)
            {
                throw _rendering.Fault("* wants int");
            }
            isNegative = whole.Number.Sign < 0;
            return (int)BigInteger.Abs(whole.Number);
        }
        var width = default(int?);
        for (; char.IsAsciiDigit(Peek()); _at++)
        {
            width = ((width ?? 0) * 10) + Peek() - '0';
            if (width > 1_000_000)
            {
                throw _rendering.Fault("width too big");
            }
        }
        return width;
    }

    private Value Take()
    {
        Value[] given = _argument is TupleValue tuple ? tuple.Items : [_argument];
        if (_taken >= given.Length)
        {
            throw _rendering.Fault("not enough arguments for format string");
        }
        return given[_taken++];
    }

    private string Convert(FormatSpec spec, Value value)
    {
        switch (spec.Type)
        {
            case 's':
                return Text(spec, Printing.Str(_rendering, value));
            case 'r' or 'a':
                return Text(spec, Printing.Repr(_rendering, value));
            case 'c' when value is TextValue { Length: 1 } character:
                return Text(spec, character.Text);
            case 'c' when value is WholeValue code && FormatSpec.IsCharacter(code.Number):
                return Text(spec, char.ConvertFromUtf32((int)code.Number));
            case 'd' or 'i' or 'u':
                return Whole(spec with { Type = 'd' }, Truncated(value));
            case 'x' or 'X' or 'o' when value is WholeValue whole:
                return Whole(spec, whole.Number);
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G' when Numbers.ToFloat(_rendering, value) is { } number:
                return spec.Pad(spec.Float(_rendering, number), '>');
            default:
                throw value is UndefinedValue undefined
                    ? _rendering.Fault(undefined.Message)
                    : _rendering.Fault($"%{spec.Type} does not take '{value.TypeName}'");
        }
    }

    private BigInteger Truncated(Value value) => value switch
    {
        WholeValue whole => whole.Number,
        FloatValue { Number: var number } when double.IsFinite(number) => new BigInteger(number),
        UndefinedValue undefined => throw _rendering.Fault(undefined.Message),
        _ => throw _rendering.Fault($"%d format: a real number is required, not {value.TypeName}"),
    };

    private string Whole(FormatSpec spec, BigInteger number)
    {
        var (prefix, digits) = spec.Whole(_rendering, number);
        return spec.Pad((prefix, digits.PadLeft(Math.Max(spec.Precision, 0), '0')), '>');
    }

    private static string Text(FormatSpec spec, string text)
    {
        var align = spec.Align == '<' ? '<' : '>';
        return (spec with { Align = align, Fill = " " }).Pad(("", spec.Truncate(text)), '>');
    }

    private char Peek() => _at < _format.Length ? _format[_at] : '\0';
}
