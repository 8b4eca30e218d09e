using System.Globalization;
using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>How a value is formatted: what stands after the colon of <c>format</c> fields, or after a percent sign.</summary>
internal sealed record FormatSpec
{
    public string Fill { get; init; } = " ";

    /// <summary>One of <c>&lt; &gt; ^ =</c>, or a zero character for the type's own.</summary>
    public char Align { get; init; }

    /// <summary>One of <c>+ -</c> and space.</summary>
    public char Sign { get; init; } = '-';

    public bool IsAlternate { get; init; }

    public int Width { get; init; }

    /// <summary>Separator of thousands, or a zero character.</summary>
    public char Grouping { get; init; }

    /// <summary>Decimals or digits, or -1.</summary>
    public int Precision { get; init; } = -1;

    /// <summary>Letter of the type, or a zero character.</summary>
    public char Type { get; init; }

    /// <summary>Reads a specification of <c>format</c>.</summary>
    public static FormatSpec Parse(Rendering rendering, string text)
    {
        var spec = new FormatSpec();
        var at = 0;
        var fill = text.Length > 0 ? Characters.LengthAt(text, 0) : 0;
        if (text.Length > fill && text[fill] is '<' or '>' or '^' or '=')
        {
            spec = spec with { Fill = text[..fill], Align = text[fill] };
            at = fill + 1;
        }
        else if (text.Length > 0 && text[0] is '<' or '>' or '^' or '=')
        {
            spec = spec with { Align = text[0] };
            at = 1;
        }
        if (at < text.Length && text[at] is '+' or '-' or ' ')
        {
            spec = spec with { Sign = text[at++] };
        }
        if (at < text.Length && text[at] == '#')
        {
            spec = spec with { IsAlternate = true };
            at++;
        }
        if (at < text.Length && text[at] == '0')
        {
            spec = spec.Align == default ? spec with { Fill = "0", Align = '=' } : spec;
            at++;
        }
        spec = spec with { Width = ReadNumber(rendering, text, ref at) ?? 0 };
        if (at < text.Length && text[at] is ',' or '_')
        {
            spec = spec with { Grouping = text[at++] };
        }
        if (at < text.Length && text[at] == '.')
        {
            at++;
            var precision = ReadNumber(rendering, text, ref at);
            spec = spec with { Precision = precision ?? throw rendering.Fault("Format specifier missing precision") };
        }
        if (at < text.Length)
        {
            spec = spec with { Type = text[at++] };
        }
        if (at < text.Length)
        {
            throw rendering.Fault($"Invalid format specifier '{text}'");
        }
        return spec;
    }

    /// <summary>Whether a number is the code of a character, and not half a surrogate pair.</summary>
    public static bool IsCharacter(BigInteger code) =>
        code >= 0 && code <= 0x10FFFF && System.Text.Rune.IsValid((int)code);

    /// <summary>Formats a value as <c>format()</c> does.</summary>
    public string Format(Rendering rendering, Value value)
    {
        rendering.ChargeText(Math.Max(Width, Precision));
        switch (value)
        {
            case WholeValue whole when !(value is BooleanValue && (Type == 's' || this == new FormatSpec())):
                return Pad(Whole(rendering, whole.Number), '>');
            case FloatValue number:
                return Pad(Float(rendering, number.Number), '>');
            case TextValue or BooleanValue when Type is 's' or (char)0 && Align != '=' && Grouping == default && Sign == '-':
                var text = Printing.Str(rendering, value);
                return Pad(("", Truncate(text)), '<');
            default:
                if (this == new FormatSpec())
                {
                    return Printing.Str(rendering, value);
                }
                throw rendering.Fault($"unsupported format for '{value.TypeName}'");
        }
    }

    /// <summary>Formats a whole number: its sign and prefix, and its digits.</summary>
    public (string Prefix, string Digits) Whole(Rendering rendering, BigInteger number)
    {
        rendering.ChargeNumber(number.GetBitLength());
        var sign = SignOf(number.Sign < 0);
        var magnitude = BigInteger.Abs(number);
        switch (Type)
        {
            case 'd' or 'n' or (char)0:
                return (sign, Group(magnitude.ToString(CultureInfo.InvariantCulture), 3));
            case 'x' or 'X':
                var hex = InBase(magnitude, 4);
                var prefix = IsAlternate ? "0" + Type : "";
                return (sign + prefix, Group(Type == 'X' ? hex.ToUpperInvariant() : hex, 4));
            case 'o':
                return (sign + (IsAlternate ? "0o" : ""), Group(InBase(magnitude, 3), 4));
            case 'b':
                return (sign + (IsAlternate ? "0b" : ""), Group(InBase(magnitude, 1), 4));
            case 'c' when IsCharacter(number):
                return ("", char.ConvertFromUtf32((int)number));
            default:
                return Float(rendering, Numbers.ToFloat(rendering, new IntegerValue(number))!.Value);
        }
    }

    /// <summary>Formats a float: its sign, and its digits.</summary>
    public (string Prefix, string Digits) Float(Rendering rendering, double number)
    {
        var sign = SignOf(double.IsNegative(number) && !double.IsNaN(number));
        var magnitude = Math.Abs(number);
        if (!double.IsFinite(number))
        {
            var name = double.IsNaN(number) ? "nan" : "inf";
            return (sign, Type is 'F' or 'E' or 'G' ? name.ToUpperInvariant() : name);
        }
        var precision = Precision < 0 ? 6 : Precision;
        if (precision > 1000)
        {
            throw rendering.Fault("precision too big");
        }
        rendering.Charge(precision);
        switch (Type)
        {
            case 'f' or 'F':
                return (sign, GroupFraction(Numbers.Fixed(magnitude, precision)));
            case '%':
                return (sign, GroupFraction(Numbers.Fixed(magnitude * 100, precision)) + "%");
            case 'e' or 'E':
                var (digits, exponent) = Numbers.Scientific(magnitude, precision);
                return (sign, Exponential(digits, exponent));
            case 'g' or 'G' or 'n':
                return (sign, General(magnitude, precision));
            case (char)0 when Precision < 0:
                return (sign, GroupFraction(Numbers.Print(magnitude)));
            case (char)0:
                return (sign, General(magnitude, precision));
            default:
                throw rendering.Fault($"Unknown format code '{Type}' for object of type 'float'");
        }
    }

    /// <summary>Pads to the width.</summary>
    public string Pad((string Prefix, string Digits) number, char ownAlign)
    {
        var text = number.Prefix + number.Digits;
        var missing = Width - Characters.Count(text);
        if (missing <= 0)
        {
            return text;
        }
        switch (Align == default ? ownAlign : Align)
        {
            case '<':
                return text + Filling(missing);
            case '^':
                return Filling(missing / 2) + text + Filling(missing - (missing / 2));
            case '=':
                return number.Prefix + Filling(missing) + number.Digits;
            default:
                return Filling(missing) + text;
        }
    }

    /// <summary>Cuts a text at the precision.</summary>
    public string Truncate(string text)
    {
        var value = new TextValue(text);
        return Precision < 0 || value.Length <= Precision ? text : text[..Characters.OffsetOf(value, Precision)];
    }

    private static int? ReadNumber(Rendering rendering, string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        if (at == start)
        {
            return null;
        }
        if (!int.TryParse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture, out var number) || number > 1_000_000)
        {
            throw rendering.Fault("Too many decimal digits in format string");
        }
        return number;
    }

    private static string InBase(BigInteger magnitude, int bits)
    {
        if (magnitude.IsZero)
        {
            return "0";
        }
        var digits = new Stack<char>();
        var mask = (1 << bits) - 1;
        for (var rest = magnitude; !rest.IsZero; rest >>= bits)
        {
            digits.Push("0123456789abcdef"[(int)(rest & mask)]);
        }
        return new string([.. digits]);
    }

    private string Filling(int count) => new System.Text.StringBuilder().Insert(0, Fill, count).ToString();

    private string SignOf(bool isNegative)
    {
        if (isNegative)
        {
            return "-";
        }
        return Sign == '-' ? "" : Sign.ToString();
    }

    private string GroupFraction(string digits)
    {
        var end = digits.AsSpan().IndexOfAny('.', 'e');
        return end < 0 ? Group(digits, 3) : Group(digits[..end], 3) + digits[end..];
    }

    private string Group(string digits, int size)
    {
        if (Grouping == default)
        {
            return digits;
        }
        for (var at = digits.Length - size; at > 0; at -= size)
        {
            digits = digits.Insert(at, Grouping.ToString());
        }
        return digits;
    }

    private string General(double magnitude, int precision)
    {
        precision = Math.Max(precision, 1);
        var (digits, exponent) = Numbers.Scientific(magnitude, precision - 1);
        if (exponent < -4 || exponent >= (Type == default ? precision - 1 : precision))
        {
            return Exponential(IsAlternate ? digits : digits[0] + digits[1..].TrimEnd('0'), exponent);
        }
        var text = Numbers.Fixed(magnitude, Math.Max(precision - 1 - exponent, 0));
        if (!IsAlternate && text.Contains('.', StringComparison.Ordinal))
        {
            text = text.TrimEnd('0').TrimEnd('.');
        }
        if (Type == default && !text.Contains('.', StringComparison.Ordinal))
        {
            text += ".0";
        }
        return GroupFraction(text);
    }

    private string Exponential(string digits, int exponent)
    {
        var letter = Type is 'E' or 'G' ? 'E' : 'e';
        var point = digits.Length > 1 || IsAlternate ? "." : "";
        var exponentSign = exponent < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{point}{digits[1..]}{letter}{exponentSign}{Math.Abs(exponent):00}");
    }
}
