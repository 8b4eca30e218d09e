using System.Globalization;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Attributes and items of values, as Jinja's sandbox gives them: a dot tries methods first, brackets try items
/// first.</summary>
internal static class Attributes
{
    /// <summary>Reads <c>value.name</c>.</summary>
    public static Value Get(Rendering rendering, Value value, string name)
    {
        if (value is UndefinedValue undefined)
        {
            throw rendering.Fault(undefined.Message);
        }
        var found = Attribute(rendering, value, name);
        if (found == null && value is DictValue dict && dict.Entries.TryGetValue(new TextValue(name), out var entry))
        {
            found = entry;
        }
        return found ?? Missing(rendering, value, new TextValue(name));
    }

    /// <summary>Reads <c>value[key]</c>.</summary>
    public static Value GetItem(Rendering rendering, Value value, Value key)
    {
        switch (value)
        {
            case UndefinedValue undefined:
                throw rendering.Fault(undefined.Message);
            case DictValue dict when IsHashable(rendering, key):
                if (dict.Entries.TryGetValue(key, out var entry))
                {
                    return entry;
                }
                break;
            case ItemsValue or RangeValue or TextValue when key is WholeValue index:
                var item = Sequences.ItemAt(rendering, value, index.Number);
                if (item != null)
                {
                    return item;
                }
                break;
        }
        var attribute = key is TextValue name ? Attribute(rendering, value, name.Text) : null;
        return attribute ?? Missing(rendering, value, key);
    }

    /// <summary>Follows a path such as <c>function.name</c> or <c>0.role</c>, which filters take.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="value">The value to begin at.</param>
    /// <param name="path">A text with dots, an index, or None for the value itself.</param>
    /// <param name="fallback">Takes the place of what is not there, or null.</param>
    public static Value Follow(Rendering rendering, Value value, Value? path, Value? fallback = null)
    {
        if (path is null or NoneValue)
        {
            return value;
        }
        if (path is not TextValue text)
        {
            return OrFallback(GetItem(rendering, value, path), fallback);
        }
        foreach (var part in text.Text.Split('.'))
        {
            var isIndex = part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit);
            Value key = isIndex ? IntegerValue.Of(int.Parse(part, CultureInfo.InvariantCulture)) : new TextValue(part);
            value = OrFallback(GetItem(rendering, value, key), fallback);
        }
        return value;
    }

    private static Value OrFallback(Value value, Value? fallback) =>
        value is UndefinedValue && fallback is not (null or NoneValue) ? fallback : value;

    private static bool IsHashable(Rendering rendering, Value key)
    {
        if (key is not TupleValue tuple)
        {
            return key is not (ListValue or DictValue or DictViewValue);
        }
        rendering.Enter();
        var isHashable = Array.TrueForAll(tuple.Items, item => IsHashable(rendering, item));
        rendering.Leave();
        return isHashable;
    }

    private static Value? Attribute(Rendering rendering, Value value, string name)
    {
        switch (value)
        {
            case NamespaceValue space:
                return space.Attributes.Entries.GetValueOrDefault(new TextValue(name));
            case LoopValue loop:
                return loop.Attribute(name);
            case MacroValue macro:
                return macro.Attribute(name);
            case TupleValue { IsGroup: true } group when name is "grouper" or "list":
                return group.Items[name == "grouper" ? 0 : 1];
            default:
                return Methods.TryBind(value, name);
        }
    }

    private static UndefinedValue Missing(Rendering rendering, Value value, Value key)
    {
        var type = value is NoneValue ? "None" : $"{value.TypeName} object";
        if (Methods.IsForbidden(value, key))
        {
            return new UndefinedValue($"access to attribute {Printing.Repr(rendering, key)} of '{value.TypeName}' object is unsafe.");
        }
        return new UndefinedValue(key is TextValue
            ? $"'{type}' has no attribute {Printing.Repr(rendering, key)}"
            : $"{type} has no element {Printing.Repr(rendering, key)}");
    }
}
