using System.Globalization;
using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Numbers as Python reads, prints and rounds them.</summary>
internal static class Numbers
{
    /// <summary>Prints a float: the shortest digits that read back as it, with an exponent below 1e-4 and from 1e16.</summary>
    public static string Print(double number)
    {
        if (double.IsNaN(number))
        {
            return "nan";
        }
        if (double.IsInfinity(number))
        {
            return number > 0 ? "inf" : "-inf";
        }
        var (sign, digits, exponent) = Shortest(number);
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var exponentSign = exponent < 0 ? '-' : '+';
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{exponentSign}{Math.Abs(exponent):00}");
        }
        if (exponent < 0)
        {
            return sign + "0." + new string('0', -exponent - 1) + digits;
        }
        var padded = digits.PadRight(exponent + 1, '0');
        var rest = padded[(exponent + 1)..];
        return sign + padded[..(exponent + 1)] + "." + (rest.Length > 0 ? rest : "0");
    }

    /// <summary>Reads a float as <c>float()</c> does.</summary>
    public static bool TryParseFloat(string text, out double number)
    {
        number = 0;
        if (!TryStripUnderscores(TrimSpace(text), out var trimmed))
        {
            return false;
        }
        var lower = trimmed.ToLowerInvariant().TrimStart('+', '-');
        if (trimmed.Length - lower.Length <= 1 && lower is "inf" or "infinity" or "nan")
        {
            var sign = trimmed.StartsWith('-') ? -1 : 1;
            number = sign * (lower == "nan" ? double.NaN : double.PositiveInfinity);
            return true;
        }
        return trimmed.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E')
            && double.TryParse(trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a whole number as <c>int(text, base)</c> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="numberBase">0 for a prefix in the text, or 2 to 36.</param>
    /// <param name="number">The number.</param>
    public static bool TryParseWhole(string text, int numberBase, out BigInteger number)
    {
        number = BigInteger.Zero;
        var trimmed = TrimSpace(text);
        var isNegative = trimmed.StartsWith('-');
        var digits = trimmed.StartsWith('-') || trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        var prefixBase = digits.Length > 2 && digits[0] == '0' ? PrefixBase(digits[1]) : 0;
        if (prefixBase > 0 && (numberBase == 0 || numberBase == prefixBase))
        {
            digits = digits[2] == '_' ? digits[3..] : digits[2..];
            numberBase = prefixBase;
        }
        else if (numberBase == 0)
        {
            if (digits.Length > 1 && digits[0] == '0' && digits.Trim('0', '_').Length > 0)
            {
                return false;
            }
            numberBase = 10;
        }
        if (digits.Length is 0 or > 4300 || !TryStripUnderscores(digits, out digits))
        {
            return false;
        }
        foreach (var c in digits)
        {
            var digit = DigitOf(c);
            if (digit < 0 || digit >= numberBase)
            {
                return false;
            }
            number = (number * numberBase) + digit;
        }
        number = isNegative ? -number : number;
        return true;
    }

    /// <summary>Rounds to a number of decimals as <c>round()</c> does: the decimal digits of the exact value, ties to
    /// even.</summary>
    public static double Round(double number, int decimals)
    {
        if (!double.IsFinite(number) || decimals > 323)
        {
            return number;
        }
        if (decimals < -308)
        {
            return number < 0 ? -0.0 : 0.0;
        }
        var (numerator, denominator) = Fraction(number);
        var scale = BigInteger.Pow(10, Math.Abs(decimals));
        if (decimals >= 0)
        {
            numerator *= scale;
        }
        else
        {
            denominator *= scale;
        }
        var digits = DivideToEven(numerator, denominator).ToString(CultureInfo.InvariantCulture);
        var rounded = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}E{-decimals}"), CultureInfo.InvariantCulture);
        return rounded == 0 && double.IsNegative(number) ? -0.0 : rounded;
    }

    /// <summary>Rounds a whole number to tens, hundreds or more; ties to even.</summary>
    public static BigInteger Round(BigInteger number, int decimals)
    {
        if (decimals >= 0)
        {
            return number;
        }
        if (-decimals > 4400)
        {
            return BigInteger.Zero;
        }
        var scale = BigInteger.Pow(10, -decimals);
        return DivideToEven(number, scale) * scale;
    }

    /// <summary>Prints a float with a number of decimals, from its exact value.</summary>
    public static string Fixed(double number, int decimals)
    {
        var (numerator, denominator) = Fraction(Math.Abs(number));
        var digits = DivideToEven(numerator * BigInteger.Pow(10, decimals), denominator).ToString(CultureInfo.InvariantCulture);
        digits = digits.PadLeft(decimals + 1, '0');
        var whole = digits[..^decimals];
        var sign = double.IsNegative(number) ? "-" : "";
        return sign + whole + (decimals > 0 ? "." + digits[^decimals..] : "");
    }

    /// <summary>Prints a float with one digit before the point and an exponent, from its exact value.</summary>
    public static (string Digits, int Exponent) Scientific(double number, int decimals)
    {
        var magnitude = Math.Abs(number);
        if (magnitude == 0)
        {
            return (new string('0', decimals + 1), 0);
        }
        var (numerator, denominator) = Fraction(magnitude);
        var exponent = Shortest(magnitude).Exponent;
        while (true)
        {
            var shift = decimals - exponent;
            var scaled = shift >= 0
                ? DivideToEven(numerator * BigInteger.Pow(10, shift), denominator)
                : DivideToEven(numerator, denominator * BigInteger.Pow(10, -shift));
            var digits = scaled.ToString(CultureInfo.InvariantCulture);
            if (digits.Length == decimals + 1)
            {
                return (digits, exponent);
            }
            exponent += digits.Length > decimals + 1 ? 1 : -1; // rounding up made one more digit
        }
    }

    /// <summary>Reads the number of a value.</summary>
    /// <returns>The number as a float, or null where the value is none.</returns>
    public static double? ToFloat(Rendering rendering, Value value)
    {
        switch (value)
        {
            case FloatValue number:
                return number.Number;
            case WholeValue whole:
                var converted = (double)whole.Number;
                if (double.IsInfinity(converted))
                {
                    throw rendering.Fault("int too large to convert to float");
                }
                return converted;
            default:
                return null;
        }
    }

    /// <summary>Divides whole numbers, down.</summary>
    public static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return !remainder.IsZero && remainder.Sign != b.Sign ? quotient - 1 : quotient;
    }

    /// <summary>Remainder with the sign of the divisor.</summary>
    public static BigInteger Modulo(BigInteger a, BigInteger b)
    {
        var remainder = BigInteger.Remainder(a, b);
        return !remainder.IsZero && remainder.Sign != b.Sign ? remainder + b : remainder;
    }

    /// <summary>Remainder with the sign of the divisor.</summary>
    public static double Modulo(double a, double b)
    {
        var remainder = a % b;
        if (remainder == 0)
        {
            return Math.CopySign(0, b);
        }
        return remainder < 0 != b < 0 ? remainder + b : remainder;
    }

    /// <summary>Divides floats, down.</summary>
    public static double FloorDivide(double a, double b)
    {
        var quotient = (a - Modulo(a, b)) / b;
        if (quotient == 0)
        {
            return Math.CopySign(0, a / b);
        }
        var floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static (string Sign, string Digits, int Exponent) Shortest(double number)
    {
        var sign = double.IsNegative(number) ? "-" : "";
        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        if (significant.Length == 0)
        {
            return (sign, "0", 0);
        }
        var wholeDigits = point < 0 ? digits.Length : point;
        exponent += wholeDigits - 1 - (digits.Length - significant.Length);
        return (sign, significant.TrimEnd('0'), exponent);
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger numerator = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0 ? (numerator << exponent, BigInteger.One) : (numerator, BigInteger.One << -exponent);
    }

    private static BigInteger DivideToEven(BigInteger a, BigInteger b)
    {
        var floor = FloorDivide(a, b);
        var twice = 2 * (a - (floor * b));
        var isAbove = twice > b || (twice == b && !floor.IsEven);
        return isAbove ? floor + 1 : floor;
    }

    private static string TrimSpace(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && Characters.IsSpace(text[start]))
        {
            start++;
        }
        while (end > start && Characters.IsSpace(text[end - 1]))
        {
            end--;
        }
        return text[start..end];
    }

    /// <summary>Takes out underscores, which may stand between two digits only.</summary>
    private static bool TryStripUnderscores(string text, out string stripped)
    {
        stripped = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i == text.Length - 1 || DigitOf(text[i - 1]) < 0 || DigitOf(text[i + 1]) < 0))
            {
                return false;
            }
        }
        stripped = text.Replace("_", "", StringComparison.Ordinal);
        return true;
    }

    private static int PrefixBase(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => char.IsDigit(c) ? (int)char.GetNumericValue(c) : -1,
    };
}
