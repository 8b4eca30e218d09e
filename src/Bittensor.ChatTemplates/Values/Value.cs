using System.Numerics;

namespace Bittensor.ChatTemplates.Values;

/// <summary>A value of a template, with Python's meaning. Values never change, but for the attributes of a namespace; so no list
/// or object holds itself. The classes in this folder are all there are.</summary>
internal abstract class Value
{
    /// <summary>Name of the value's Python type, such as "str".</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether a condition takes the value for true.</summary>
    public virtual bool IsTrue => true;
}

/// <summary>None.</summary>
internal sealed class NoneValue : Value
{
    public static readonly NoneValue Instance = new();

    public override string TypeName => "NoneType";

    public override bool IsTrue => false;
}

/// <summary>What a name, attribute or item gives that is not there. It prints as nothing, and most other uses of it are
/// errors.</summary>
/// <param name="message">Says what is not there.</param>
internal sealed class UndefinedValue(string message) : Value
{
    /// <summary>Says what is not there.</summary>
    public string Message { get; } = message;

    public override string TypeName => "Undefined";

    public override bool IsTrue => false;
}

/// <summary>A value that counts as a whole number: an integer, or True as 1 and False as 0.</summary>
internal abstract class WholeValue : Value
{
    /// <summary>The number.</summary>
    public abstract BigInteger Number { get; }
}

/// <summary>True or False.</summary>
internal sealed class BooleanValue : WholeValue
{
    public static readonly BooleanValue True = new(true), False = new(false);

    private readonly bool _value;

    private BooleanValue(bool value) => _value = value;

    public override string TypeName => "bool";

    public override bool IsTrue => _value;

    public override BigInteger Number => _value ? BigInteger.One : BigInteger.Zero;

    public static BooleanValue Of(bool value) => value ? True : False;
}

/// <summary>A whole number of any size.</summary>
internal sealed class IntegerValue(BigInteger number) : WholeValue
{
    private static readonly IntegerValue[] Small = [.. Enumerable.Range(0, 256).Select(i => new IntegerValue(i))];

    public override string TypeName => "int";

    public override bool IsTrue => !Number.IsZero;

    public override BigInteger Number { get; } = number;

    public static IntegerValue Of(long number) => number is >= 0 and < 256 ? Small[number] : new IntegerValue(number);
}

/// <summary>A floating-point number.</summary>
internal sealed class FloatValue(double number) : Value
{
    public double Number { get; } = number;

    public override string TypeName => "float";

    public override bool IsTrue => Number != 0;
}

/// <summary>A text.</summary>
/// <param name="text">The text.</param>
/// <param name="isMarkup">Whether it came from <c>safe</c> or <c>escape</c>, so that texts added to it are escaped.</param>
internal sealed class TextValue(string text, bool isMarkup = false) : Value
{
    public static readonly TextValue Empty = new("");

    private int _length = -1;

    public string Text { get; } = text;

    public bool IsMarkup { get; } = isMarkup;

    /// <summary>Length in code points.</summary>
    public int Length => _length < 0 ? _length = Characters.Count(Text) : _length;

    public override string TypeName => IsMarkup ? "Markup" : "str";

    public override bool IsTrue => Text.Length > 0;

    /// <summary>Makes a text of the same kind.</summary>
    public TextValue With(string text) => new(text, IsMarkup);
}

/// <summary>A list or a tuple.</summary>
internal abstract class ItemsValue(Value[] items) : Value
{
    public Value[] Items { get; } = items;

    public override bool IsTrue => Items.Length > 0;

    /// <summary>Makes a value of the same kind.</summary>
    public abstract ItemsValue With(Value[] items);
}

/// <summary>A list.</summary>
internal sealed class ListValue(Value[] items) : ItemsValue(items)
{
    public override string TypeName => "list";

    public override ItemsValue With(Value[] items) => new ListValue(items);
}

/// <summary>A tuple. Those of <c>groupby</c> have names for their two items.</summary>
internal sealed class TupleValue(Value[] items, bool isGroup = false) : ItemsValue(items)
{
    public bool IsGroup { get; } = isGroup;

    public override string TypeName => "tuple";

    public override ItemsValue With(Value[] items) => new TupleValue(items);
}

/// <summary>A dict, in the order in which its keys came.</summary>
internal sealed class DictValue(OrderedDictionary<Value, Value> entries) : Value
{
    public OrderedDictionary<Value, Value> Entries { get; } = entries;

    public override string TypeName => "dict";

    public override bool IsTrue => Entries.Count > 0;
}

/// <summary>Parts of a dict that a view shows.</summary>
internal enum DictPart
{
    Keys,
    Values,
    Items,
}

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> give.</summary>
internal sealed class DictViewValue(DictValue dict, DictPart part) : Value
{
    public DictValue Dict { get; } = dict;

    public DictPart Part { get; } = part;

    public override string TypeName => Part switch
    {
        DictPart.Keys => "dict_keys",
        DictPart.Values => "dict_values",
        _ => "dict_items",
    };

    public override bool IsTrue => Dict.IsTrue;

    public IEnumerable<Value> Items() => Part switch
    {
        DictPart.Keys => Dict.Entries.Keys,
        DictPart.Values => Dict.Entries.Values,
        _ => Dict.Entries.Select(entry => new TupleValue([entry.Key, entry.Value])),
    };
}

/// <summary>What <c>range()</c> gives.</summary>
internal sealed class RangeValue(long start, long stop, long step, int length) : Value
{
    public long Start { get; } = start;

    public long Stop { get; } = stop;

    public long Step { get; } = step;

    public int Length { get; } = length;

    public override string TypeName => "range";

    public override bool IsTrue => Length > 0;

    public Value this[int index] => IntegerValue.Of(Start + (index * Step));
}

/// <summary>A sequence that is made while it is read, and can be read once: what <c>map</c>, <c>select</c> and others
/// give.</summary>
internal sealed class StreamValue(IEnumerable<Value> source, string typeName = "generator") : Value
{
    private readonly IEnumerator<Value> _items = source.GetEnumerator();
    private bool _isRunning;

    public override string TypeName => typeName;

    /// <summary>Reads the next item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isRunning">Whether the item is asked for while it is being made.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out Value item, out bool isRunning)
    {
        item = NoneValue.Instance;
        isRunning = _isRunning;
        if (isRunning)
        {
            return false;
        }
        _isRunning = true;
        var found = _items.MoveNext();
        _isRunning = false;
        if (found)
        {
            item = _items.Current;
        }
        return found;
    }
}

/// <summary>What <c>namespace()</c> gives: attributes that a template may set from any scope.</summary>
internal sealed class NamespaceValue(DictValue attributes) : Value
{
    public DictValue Attributes { get; } = attributes;

    public override string TypeName => "Namespace";
}
