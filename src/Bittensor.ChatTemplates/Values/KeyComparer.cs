using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Compares keys of dicts as Python does: 1, 1.0 and True are one key; lists and dicts are none.</summary>
internal sealed class KeyComparer(Rendering rendering) : IEqualityComparer<Value>
{
    public bool Equals(Value? x, Value? y) => Comparison.AreEqual(rendering, x!, y!);

    public int GetHashCode(Value value)
    {
        switch (value)
        {
            case TextValue text:
                rendering.ChargeComparison(text.Text.Length);
                return string.GetHashCode(text.Text);
            case WholeValue whole:
                return whole.Number.GetHashCode();
            case FloatValue number:
                return IsWhole(number.Number) ? new BigInteger(number.Number).GetHashCode() : number.Number.GetHashCode();
            case TupleValue tuple:
                return HashItems(tuple);
            case UndefinedValue:
                return 1;
            case ListValue or DictValue or DictViewValue:
                throw rendering.Fault($"unhashable type: '{value.TypeName}'");
            default:
                return System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
        }
    }

    private static bool IsWhole(double number) => double.IsFinite(number) && Math.Floor(number) == number;

    private int HashItems(TupleValue tuple)
    {
        rendering.Enter();
        var hash = new HashCode();
        foreach (var item in tuple.Items)
        {
            hash.Add(GetHashCode(item));
        }
        rendering.Leave();
        return hash.ToHashCode();
    }
}
