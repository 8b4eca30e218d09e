using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Equality, order and membership as in Python.</summary>
internal static class Comparison
{
    /// <summary>Whether two values are equal (<c>==</c>).</summary>
    public static bool AreEqual(Rendering rendering, Value a, Value b)
    {
        switch (a, b)
        {
            case (TextValue x, TextValue y):
                rendering.ChargeComparison(x.Text.Length);
                return x.Text == y.Text;
            case (WholeValue x, WholeValue y):
                return x.Number == y.Number;
            case (WholeValue or FloatValue, WholeValue or FloatValue):
                return CompareNumbers(a, b) == 0;
            case (UndefinedValue, UndefinedValue):
                return true;
            case (RangeValue x, RangeValue y):
                return x.Length == y.Length && (x.Length == 0 || (x.Start == y.Start && (x.Length == 1 || x.Step == y.Step)));
            case (ListValue x, ListValue y):
                return AreItemsEqual(rendering, x.Items, y.Items);
            case (TupleValue x, TupleValue y):
                return AreItemsEqual(rendering, x.Items, y.Items);
            case (DictValue x, DictValue y):
                return AreEntriesEqual(rendering, x, y);
            default:
                return ReferenceEquals(a, b);
        }
    }

    /// <summary>Whether two values stand in an order.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="a">Left value.</param>
    /// <param name="b">Right value.</param>
    /// <param name="symbol">One of <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
    public static bool IsOrdered(Rendering rendering, Value a, Value b, string symbol)
    {
        var order = Order(rendering, a, b, symbol);
        return symbol switch
        {
            "<" => order < 0 && order != Unordered,
            "<=" => order <= 0 && order != Unordered,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>Orders two values; the sign tells which comes first.</summary>
    public static int Order(Rendering rendering, Value a, Value b, string symbol = "<")
    {
        rendering.Charge(1);
        switch (a, b)
        {
            case (TextValue x, TextValue y):
                rendering.ChargeText(Math.Min(x.Text.Length, y.Text.Length));
                return Characters.Compare(x.Text, y.Text);
            case (WholeValue or FloatValue, WholeValue or FloatValue):
                return CompareNumbers(a, b);
            case (ListValue x, ListValue y):
                return OrderItems(rendering, x.Items, y.Items, symbol);
            case (TupleValue x, TupleValue y):
                return OrderItems(rendering, x.Items, y.Items, symbol);
            case (UndefinedValue undefined, _):
                throw rendering.Fault(undefined.Message);
            case (_, UndefinedValue undefined):
                throw rendering.Fault(undefined.Message);
            default:
                throw rendering.Fault($"'{symbol}' not supported between instances of '{a.TypeName}' and '{b.TypeName}'");
        }
    }

    /// <summary>Whether a container holds an item (<c>in</c>).</summary>
    public static bool Contains(Rendering rendering, Value container, Value item)
    {
        switch (container)
        {
            case TextValue text when item is TextValue part:
                rendering.ChargeSearch(text.Text.Length, part.Text.Length);
                return text.Text.Contains(part.Text, StringComparison.Ordinal);
            case TextValue:
                throw rendering.Fault($"'in <string>' requires string as left operand, not {item.TypeName}");
            case DictValue dict:
                return dict.Entries.ContainsKey(item);
            case DictViewValue { Part: DictPart.Keys } view:
                return view.Dict.Entries.ContainsKey(item);
            default:
                return Sequences.Iterate(rendering, container, $"argument of type '{container.TypeName}' is not iterable")
                    .Any(other => ReferenceEquals(other, item) || AreEqual(rendering, other, item));
        }
    }

    // NaN stands in no order: its answer fails every comparison
    private const int Unordered = int.MinValue;

    private static int CompareNumbers(Value a, Value b)
    {
        if (a is WholeValue x && b is WholeValue y)
        {
            return x.Number.CompareTo(y.Number);
        }
        if (a is FloatValue p && b is FloatValue q)
        {
            return CompareFloats(p.Number, q.Number);
        }
        if (a is WholeValue whole)
        {
            return CompareMixed(whole.Number, ((FloatValue)b).Number);
        }
        return Negate(CompareMixed(((WholeValue)b).Number, ((FloatValue)a).Number));
    }

    private static int Negate(int order) => order == Unordered ? Unordered : -order;

    private static int CompareFloats(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return Unordered;
        }
        return a.CompareTo(b);
    }

    private static int CompareMixed(BigInteger a, double b)
    {
        if (!double.IsFinite(b))
        {
            return CompareFloats(0, b);
        }
        var floor = Math.Floor(b);
        var order = a.CompareTo(new BigInteger(floor));
        return order == 0 && floor != b ? -1 : order;
    }

    private static bool AreItemsEqual(Rendering rendering, Value[] a, Value[] b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }
        rendering.Enter();
        for (var i = 0; i < a.Length; i++)
        {
            rendering.Charge(1);
            if (!ReferenceEquals(a[i], b[i]) && !AreEqual(rendering, a[i], b[i]))
            {
                rendering.Leave();
                return false;
            }
        }
        rendering.Leave();
        return true;
    }

    private static bool AreEntriesEqual(Rendering rendering, DictValue a, DictValue b)
    {
        if (a.Entries.Count != b.Entries.Count)
        {
            return false;
        }
        rendering.Enter();
        var equal = true;
        foreach (var (key, value) in a.Entries)
        {
            rendering.Charge(1);
            if (!b.Entries.TryGetValue(key, out var other) || !(ReferenceEquals(value, other) || AreEqual(rendering, value, other)))
            {
                equal = false;
                break;
            }
        }
        rendering.Leave();
        return equal;
    }

    private static int OrderItems(Rendering rendering, Value[] a, Value[] b, string symbol)
    {
        rendering.Enter();
        var order = a.Length.CompareTo(b.Length);
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (!ReferenceEquals(a[i], b[i]) && !AreEqual(rendering, a[i], b[i]))
            {
                order = Order(rendering, a[i], b[i], symbol);
                break;
            }
        }
        rendering.Leave();
        return order;
    }
}
