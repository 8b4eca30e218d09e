using System.Collections.Frozen;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>A test: what stands after <c>is</c>.</summary>
internal delegate bool Test(Rendering rendering, Value value, Arguments arguments);

/// <summary>Tests of values.</summary>
internal static class Tests
{
    private static readonly FrozenDictionary<string, Test> All = new KeyValuePair<string, Test>[]
    {
        Make("boolean", (_, v) => v is BooleanValue),
        Make("callable", (_, v) => v is CallableValue or UndefinedValue or LoopValue),
        Make("defined", (_, v) => v is not UndefinedValue),
        Make("escaped", (_, v) => v is TextValue { IsMarkup: true }),
        Make("even", (r, v) => Remainder(r, v, IntegerValue.Of(2), 0)),
        Make("false", (_, v) => ReferenceEquals(v, BooleanValue.False)),
        Make("filter", (r, v) => IsKnown(r, v, name => Filters.TryGet(name) != null)),
        Make("float", (_, v) => v is FloatValue),
        Make("integer", (_, v) => v is IntegerValue),
        Make("iterable", (_, v) => Sequences.IsIterable(v)),
        Make("lower", (r, v) => TextTests.IsLower(Counted(r, v))),
        Make("mapping", (_, v) => v is DictValue),
        Make("none", (_, v) => v is NoneValue),
        Make("number", (_, v) => v is WholeValue or FloatValue),
        Make("odd", (r, v) => Remainder(r, v, IntegerValue.Of(2), 1)),
        Make("sequence", (_, v) => v is ItemsValue or DictValue or TextValue or RangeValue or UndefinedValue),
        Make("string", (_, v) => v is TextValue),
        Make("test", (r, v) => IsKnown(r, v, name => TryGet(name) != null)),
        Make("true", (_, v) => ReferenceEquals(v, BooleanValue.True)),
        Make("undefined", (_, v) => v is UndefinedValue),
        Make("upper", (r, v) => TextTests.IsUpper(Counted(r, v))),
        MakeWithOther("divisibleby", "num", (r, a, b) => Remainder(r, a, b, 0)),
        MakeWithOther("in", "seq", (r, a, b) => Comparison.Contains(r, b, a)),
        MakeWithOther("sameas", "other", (_, a, b) => IsSame(a, b)),
        MakeWithOther("==", "/b", Comparison.AreEqual),
        MakeWithOther("eq", "/b", Comparison.AreEqual),
        MakeWithOther("equalto", "/b", Comparison.AreEqual),
        MakeWithOther("!=", "/b", (r, a, b) => !Comparison.AreEqual(r, a, b)),
        MakeWithOther("ne", "/b", (r, a, b) => !Comparison.AreEqual(r, a, b)),
        MakeOrder(">", ">"),
        MakeOrder("gt", ">"),
        MakeOrder("greaterthan", ">"),
        MakeOrder(">=", ">="),
        MakeOrder("ge", ">="),
        MakeOrder("<", "<"),
        MakeOrder("lt", "<"),
        MakeOrder("lessthan", "<"),
        MakeOrder("<=", "<="),
        MakeOrder("le", "<="),
    }.ToFrozenDictionary();

    /// <summary>Finds a test by name.</summary>
    public static Test? TryGet(string name) => All.GetValueOrDefault(name);

    /// <summary>Applies the test of a name that came as a value.</summary>
    public static bool Apply(Rendering rendering, Value name, Value value, Arguments arguments)
    {
        var test = name is TextValue text ? TryGet(text.Text) : null;
        if (test == null)
        {
            throw rendering.Fault($"No test named {Printing.Repr(rendering, name)}.");
        }
        return test(rendering, value, arguments);
    }

    private static KeyValuePair<string, Test> Make(string name, Func<Rendering, Value, bool> body)
    {
        var signature = new Signature(name, "");
        return KeyValuePair.Create<string, Test>(name, (rendering, value, arguments) =>
        {
            signature.Bind(rendering, arguments);
            return body(rendering, value);
        });
    }

    private static KeyValuePair<string, Test> MakeWithOther(string name, string parameter, Func<Rendering, Value, Value, bool> body)
    {
        var signature = new Signature(name, parameter);
        return KeyValuePair.Create<string, Test>(name,
            (rendering, value, arguments) => body(rendering, value, signature.Bind(rendering, arguments)[0]!));
    }

    private static KeyValuePair<string, Test> MakeOrder(string name, string symbol) =>
        MakeWithOther(name, "/b", (rendering, a, b) => Comparison.IsOrdered(rendering, a, b, symbol));

    private static bool Remainder(Rendering rendering, Value value, Value divisor, int wanted) =>
        Comparison.AreEqual(rendering, Operators.Apply(rendering, "%", value, divisor), IntegerValue.Of(wanted));

    private static string Counted(Rendering rendering, Value value)
    {
        var text = Printing.Str(rendering, value);
        rendering.ChargeText(text.Length);
        return text;
    }

    private static bool IsKnown(Rendering rendering, Value value, Func<string, bool> isKnown)
    {
        if (value is ListValue or DictValue or DictViewValue)
        {
            throw rendering.Fault($"unhashable type: '{value.TypeName}'");
        }
        return value is TextValue name && isKnown(name.Text);
    }

    // whole numbers up to 256 and equal texts are one object in the original as well, most often
    private static bool IsSame(Value a, Value b) => (a, b) switch
    {
        (IntegerValue x, IntegerValue y) => x.Number == y.Number,
        (TextValue x, TextValue y) => x.Text == y.Text,
        (UndefinedValue, UndefinedValue) => false,
        _ => ReferenceEquals(a, b),
    };
}
