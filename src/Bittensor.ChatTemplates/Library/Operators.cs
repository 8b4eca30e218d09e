using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Arithmetic of values, as in Python.</summary>
internal static class Operators
{
    /// <summary>Applies an operator to two values.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="symbol">One of <c>+ - * / // % **</c>.</param>
    /// <param name="a">Left value.</param>
    /// <param name="b">Right value.</param>
    public static Value Apply(Rendering rendering, string symbol, Value a, Value b)
    {
        if (a is TextValue format && symbol == "%")
        {
            return format.With(PercentFormat.Format(rendering, format.Text, b));
        }
        if ((a as UndefinedValue ?? b as UndefinedValue) is { } undefined)
        {
            throw rendering.Fault(undefined.Message);
        }
        if (a is WholeValue x && b is WholeValue y)
        {
            return ApplyWhole(rendering, symbol, x.Number, y.Number);
        }
        if (a is WholeValue or FloatValue && b is WholeValue or FloatValue)
        {
            return ApplyFloat(rendering, symbol, Numbers.ToFloat(rendering, a)!.Value, Numbers.ToFloat(rendering, b)!.Value);
        }
        var result = symbol switch
        {
            "+" => Join(rendering, a, b),
            "*" when a is WholeValue count => Repeat(rendering, b, count.Number),
            "*" when b is WholeValue count => Repeat(rendering, a, count.Number),
            _ => null,
        };
        return result ?? throw rendering.Fault($"unsupported operand type(s) for {symbol}: '{a.TypeName}' and '{b.TypeName}'");
    }

    /// <summary>Applies a sign.</summary>
    public static Value Sign(Rendering rendering, bool negative, Value value) => value switch
    {
        WholeValue whole => new IntegerValue(negative ? -whole.Number : whole.Number),
        FloatValue number => new FloatValue(negative ? -number.Number : number.Number),
        UndefinedValue undefined => throw rendering.Fault(undefined.Message),
        _ => throw rendering.Fault($"bad operand type for unary {(negative ? '-' : '+')}: '{value.TypeName}'"),
    };

    private static Value ApplyWhole(Rendering rendering, string symbol, BigInteger a, BigInteger b)
    {
        switch (symbol)
        {
            case "+":
                rendering.ChargeNumber(Math.Max(a.GetBitLength(), b.GetBitLength()));
                return new IntegerValue(a + b);
            case "-":
                rendering.ChargeNumber(Math.Max(a.GetBitLength(), b.GetBitLength()));
                return new IntegerValue(a - b);
            case "*":
                rendering.ChargeNumber(a.GetBitLength() + b.GetBitLength());
                return new IntegerValue(a * b);
            case "**" when b.Sign >= 0:
                rendering.ChargeNumber(BigInteger.Abs(a) <= 1 ? 1 : a.GetBitLength() * (double)b);
                return new IntegerValue(BigInteger.Abs(a) <= 1 ? SmallPower(a, b) : BigInteger.Pow(a, (int)b));
            case "**":
                return ApplyFloat(rendering, symbol, (double)a, (double)b);
        }
        if (b.IsZero)
        {
            throw rendering.Fault(symbol == "/" ? "division by zero" : "integer division or modulo by zero");
        }
        return symbol switch
        {
            "//" => new IntegerValue(Numbers.FloorDivide(a, b)),
            "%" => new IntegerValue(Numbers.Modulo(a, b)),
            _ => Divide(rendering, a, b),
        };
    }

    private static BigInteger SmallPower(BigInteger a, BigInteger b)
    {
        if (a.Sign < 0)
        {
            return b.IsEven ? BigInteger.One : a;
        }
        return b.IsZero ? BigInteger.One : a;
    }

    private static FloatValue Divide(Rendering rendering, BigInteger a, BigInteger b)
    {
        var quotient = (double)a / (double)b;
        if (!double.IsFinite(quotient))
        {
            throw rendering.Fault("integer division result too large for a float");
        }
        return new FloatValue(quotient);
    }

    private static FloatValue ApplyFloat(Rendering rendering, string symbol, double a, double b)
    {
        if (b == 0 && symbol is "/" or "//" or "%" && b == 0)
        {
            throw rendering.Fault("float division by zero");
        }
        return new FloatValue(symbol switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "//" => Numbers.FloorDivide(a, b),
            "%" => Numbers.Modulo(a, b),
            _ => Power(rendering, a, b),
        });
    }

    private static double Power(Rendering rendering, double a, double b)
    {
        if (a == 0 && b < 0)
        {
            throw rendering.Fault("0.0 cannot be raised to a negative power");
        }
        if (a < 0 && double.IsFinite(a) && double.IsFinite(b) && Math.Floor(b) != b)
        {
            throw rendering.Fault("Complex numbers are not supported");
        }
        var power = Math.Pow(a, b);
        if (double.IsInfinity(power) && double.IsFinite(a) && double.IsFinite(b))
        {
            throw rendering.Fault("Numerical result out of range");
        }
        return power;
    }

    private static Value? Join(Rendering rendering, Value a, Value b)
    {
        switch (a, b)
        {
            case (TextValue x, TextValue y):
                rendering.ChargeText(x.Text.Length + (long)y.Text.Length);
                return JoinTexts(x, y);
            case (ListValue x, ListValue y):
                rendering.Charge(x.Items.Length + y.Items.Length);
                return new ListValue([.. x.Items, .. y.Items]);
            case (TupleValue x, TupleValue y):
                rendering.Charge(x.Items.Length + y.Items.Length);
                return new TupleValue([.. x.Items, .. y.Items]);
            default:
                return null;
        }
    }

    private static TextValue JoinTexts(TextValue a, TextValue b)
    {
        if (!a.IsMarkup && !b.IsMarkup)
        {
            return new TextValue(a.Text + b.Text);
        }
        var left = a.IsMarkup ? a.Text : Characters.EscapeHtml(a.Text);
        var right = b.IsMarkup ? b.Text : Characters.EscapeHtml(b.Text);
        return new TextValue(left + right, isMarkup: true);
    }

    private static Value? Repeat(Rendering rendering, Value value, BigInteger count)
    {
        if (value is not (TextValue or ItemsValue))
        {
            return null;
        }
        var length = value is TextValue characters ? characters.Text.Length : ((ItemsValue)value).Items.Length;
        if (count <= 0 || length == 0)
        {
            return value is TextValue nothing ? nothing.With("") : ((ItemsValue)value).With([]);
        }
        var total = (long)BigInteger.Min(count * length, long.MaxValue);
        if (value is TextValue text)
        {
            rendering.ChargeText(total);
            return text.With(new System.Text.StringBuilder().Insert(0, text.Text, (int)count).ToString());
        }
        rendering.Charge(total);
        var items = ((ItemsValue)value).Items;
        return ((ItemsValue)value).With([.. Enumerable.Range(0, (int)total).Select(i => items[i % length])]);
    }
}
