using System.Text;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Filters on sequences. Several give streams, which work only while they are read, as in Jinja.</summary>
internal static class SequenceFilters
{
    /// <summary>The filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, Filter>> All() =>
    [
        Filters.Make("attr", "name", (r, v, a) => Attribute(r, v, a[0]!)),
        Filters.Make("batch", "linecount ? fill_with", (r, v, a) => new StreamValue(Batch(r, v, a[0]!, a[1]))),
        Filters.Make("count", "/", (r, v, _) => Length(r, v)),
        Filters.Make("dictsort", "?case_sensitive by reverse", (r, v, a) => DictSort(r, v, a)),
        Filters.Make("first", "", (r, v, _) => First(r, v)),
        Filters.Make("groupby", "attribute ? default case_sensitive", (r, v, a) => GroupBy(r, v, a)),
        Filters.Make("items", "", (r, v, _) => new StreamValue(Items(r, v))),
        Filters.Make("join", "?d attribute", (r, v, a) => Join(r, v, a)),
        Filters.Make("last", "", (r, v, _) => Last(r, v)),
        Filters.Make("length", "/", (r, v, _) => Length(r, v)),
        Filters.Make("list", "", (r, v, _) => new ListValue(Sequences.ToArray(r, v))),
        KeyValuePair.Create<string, Filter>("map", (r, v, a) => new StreamValue(Map(r, v, a))),
        Filters.Make("max", "?case_sensitive attribute", (r, v, a) => Extreme(r, v, a, sign: 1)),
        Filters.Make("min", "?case_sensitive attribute", (r, v, a) => Extreme(r, v, a, sign: -1)),
        KeyValuePair.Create<string, Filter>("reject", (r, v, a) => new StreamValue(Select(r, v, a, hasAttribute: false, wanted: false))),
        KeyValuePair.Create<string, Filter>("rejectattr", (r, v, a) => new StreamValue(Select(r, v, a, hasAttribute: true, wanted: false))),
        Filters.Make("reverse", "", (r, v, _) => Reverse(r, v)),
        KeyValuePair.Create<string, Filter>("select", (r, v, a) => new StreamValue(Select(r, v, a, hasAttribute: false, wanted: true))),
        KeyValuePair.Create<string, Filter>("selectattr", (r, v, a) => new StreamValue(Select(r, v, a, hasAttribute: true, wanted: true))),
        Filters.Make("slice", "slices ? fill_with", (r, v, a) => new StreamValue(Slices(r, v, a[0]!, a[1]))),
        Filters.Make("sort", "?reverse case_sensitive attribute", (r, v, a) => Sort(r, v, a)),
        Filters.Make("sum", "?attribute start", (r, v, a) => Sum(r, v, a)),
        Filters.Make("unique", "?case_sensitive attribute", (r, v, a) => new StreamValue(Unique(r, v, a))),
    ];

    private static Value Attribute(Rendering rendering, Value value, Value name)
    {
        var text = Methods.RequireText(rendering, name).Text;
        var isOfItsOwn = value is UndefinedValue or NamespaceValue or LoopValue or MacroValue || Methods.TryBind(value, text) != null;
        return isOfItsOwn
            ? Attributes.Get(rendering, value, text)
            : new UndefinedValue($"'{value.TypeName} object' has no attribute '{text}'");
    }

    private static IntegerValue Length(Rendering rendering, Value value)
    {
        var length = Sequences.Length(rendering, value) ?? throw rendering.Fault($"object of type '{value.TypeName}' has no len()");
        return IntegerValue.Of(length);
    }

    private static Value First(Rendering rendering, Value value)
    {
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            return item;
        }
        return new UndefinedValue("No first item, sequence was empty.");
    }

    private static Value Last(Rendering rendering, Value value)
    {
        if (value is not (ItemsValue or TextValue or RangeValue or DictValue or DictViewValue or UndefinedValue))
        {
            throw rendering.Fault($"'{value.TypeName}' object is not reversible");
        }
        return Sequences.ToArray(rendering, value).LastOrDefault() ?? new UndefinedValue("No last item, sequence was empty.");
    }

    private static Value Reverse(Rendering rendering, Value value)
    {
        if (value is TextValue text)
        {
            return Sequences.Slice(rendering, text, null, null, IntegerMinusOne);
        }
        var items = Sequences.ToArray(rendering, value);
        Array.Reverse(items);
        return value is StreamValue ? new ListValue(items) : new StreamValue(items, "reversed");
    }

    private static readonly IntegerValue IntegerMinusOne = new(-1);

    private static IEnumerable<Value> Items(Rendering rendering, Value value)
    {
        if (value is UndefinedValue)
        {
            yield break;
        }
        if (value is not DictValue dict)
        {
            throw rendering.Fault("Can only get item pairs from a mapping.");
        }
        foreach (var item in new DictViewValue(dict, DictPart.Items).Items())
        {
            yield return item;
        }
    }

    private static TextValue Join(Rendering rendering, Value value, Value?[] arguments)
    {
        var separator = arguments[0] == null ? "" : Printing.Str(rendering, arguments[0]!);
        var result = new StringBuilder();
        var isFirst = true;
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            var text = Printing.Str(rendering, Attributes.Follow(rendering, item, arguments[1]));
            rendering.ChargeText(separator.Length + (long)text.Length);
            result.Append(isFirst ? "" : separator).Append(text);
            isFirst = false;
        }
        return rendering.Text(result.ToString());
    }

    private static IEnumerable<Value> Map(Rendering rendering, Value value, Arguments arguments)
    {
        if (!value.IsTrue)
        {
            yield break;
        }
        arguments = arguments with { Named = [.. arguments.Named] };
        var attribute = arguments.Positional.Length == 0 ? arguments.Take("attribute") : null;
        var fallback = attribute == null ? null : arguments.Take("default");
        if (attribute == null && arguments.Positional.Length == 0)
        {
            throw rendering.Fault("map requires a filter argument");
        }
        if (attribute != null && arguments.Named.Count > 0)
        {
            throw rendering.Fault($"Unexpected keyword argument '{arguments.Named[0].Key}'");
        }
        var rest = attribute == null ? arguments with { Positional = arguments.Positional[1..] } : arguments;
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            yield return attribute == null
                ? Filters.Apply(rendering, arguments.Positional[0], item, rest)
                : Attributes.Follow(rendering, item, attribute, fallback);
        }
    }

    private static IEnumerable<Value> Select(Rendering rendering, Value value, Arguments arguments, bool hasAttribute, bool wanted)
    {
        if (!value.IsTrue)
        {
            yield break;
        }
        var given = arguments.Positional;
        if (hasAttribute && given.Length == 0)
        {
            throw rendering.Fault("Missing parameter for attribute name");
        }
        var offset = hasAttribute ? 1 : 0;
        var rest = given.Length > offset ? arguments with { Positional = given[(offset + 1)..] } : Arguments.None;
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            var subject = hasAttribute ? Attributes.Follow(rendering, item, given[0]) : item;
            var passes = given.Length > offset ? Tests.Apply(rendering, given[offset], subject, rest) : subject.IsTrue;
            if (passes == wanted)
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<Value> Batch(Rendering rendering, Value value, Value lineCount, Value? fill)
    {
        var size = lineCount is WholeValue ? Methods.RequireInt(rendering, lineCount) : -1; // any other value is never reached
        var batch = new List<Value>();
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            if (batch.Count == size)
            {
                yield return new ListValue([.. batch]);
                batch.Clear();
            }
            batch.Add(item);
        }
        if (batch.Count == 0)
        {
            yield break;
        }
        if (fill is not (null or NoneValue) && batch.Count < Methods.RequireInt(rendering, lineCount))
        {
            rendering.Charge(size - batch.Count);
            batch.AddRange(Enumerable.Repeat(fill, size - batch.Count));
        }
        yield return new ListValue([.. batch]);
    }

    private static IEnumerable<Value> Slices(Rendering rendering, Value value, Value slices, Value? fill)
    {
        var items = Sequences.ToArray(rendering, value);
        var count = Methods.RequireInt(rendering, slices);
        if (count == 0)
        {
            throw rendering.Fault("integer division or modulo by zero");
        }
        var offset = 0;
        for (var i = 0; i < count; i++)
        {
            rendering.Charge(1);
            var isLonger = i < items.Length % count;
            var size = (items.Length / count) + (isLonger ? 1 : 0);
            var slice = items[offset..(offset + size)];
            offset += size;
            yield return new ListValue(fill is null or NoneValue || isLonger ? slice : [.. slice, fill]);
        }
    }

    private static ListValue DictSort(Rendering rendering, Value value, Value?[] arguments)
    {
        var by = arguments[1] == null ? "key" : (arguments[1] as TextValue)?.Text;
        if (by is not ("key" or "value"))
        {
            throw rendering.Fault("You can only sort by either \"key\" or \"value\"");
        }
        if (value is not DictValue dict)
        {
            throw rendering.Fault(value is UndefinedValue undefined ? undefined.Message : $"'{value.TypeName}' object has no attribute 'items'");
        }
        var position = by == "key" ? 0 : 1;
        var isCaseSensitive = arguments[0]?.IsTrue ?? false;
        var items = new DictViewValue(dict, DictPart.Items).Items().ToArray();
        rendering.Charge(items.Length);
        Sorting.Sort(rendering, items, item => Key(((TupleValue)item).Items[position], isCaseSensitive), arguments[2]?.IsTrue ?? false);
        return new ListValue(items);
    }

    private static ListValue Sort(Rendering rendering, Value value, Value?[] arguments)
    {
        var isCaseSensitive = arguments[1]?.IsTrue ?? false;
        var items = Sequences.ToArray(rendering, value);
        Value[] paths = arguments[2] is TextValue text
            ? [.. text.Text.Split(',').Select(path => new TextValue(path))]
            : [arguments[2] ?? NoneValue.Instance];
        TupleValue Keys(Value item) => new(Array.ConvertAll(paths, path => Key(Attributes.Follow(rendering, item, path), isCaseSensitive)));
        Sorting.Sort(rendering, items, Keys, arguments[0]?.IsTrue ?? false);
        return new ListValue(items);
    }

    private static IEnumerable<Value> Unique(Rendering rendering, Value value, Value?[] arguments)
    {
        var seen = new HashSet<Value>(rendering.Keys);
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            if (seen.Add(Key(Attributes.Follow(rendering, item, arguments[1]), arguments[0]?.IsTrue ?? false)))
            {
                yield return item;
            }
        }
    }

    private static Value Extreme(Rendering rendering, Value value, Value?[] arguments, int sign)
    {
        var isCaseSensitive = arguments[0]?.IsTrue ?? false;
        Value? best = null, bestKey = null;
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            var key = Key(Attributes.Follow(rendering, item, arguments[1]), isCaseSensitive);
            if (bestKey == null || Comparison.IsOrdered(rendering, key, bestKey, sign > 0 ? ">" : "<"))
            {
                (best, bestKey) = (item, key);
            }
        }
        return best ?? new UndefinedValue("No aggregated item, sequence was empty.");
    }

    private static ListValue GroupBy(Rendering rendering, Value value, Value?[] arguments)
    {
        var isCaseSensitive = arguments[2]?.IsTrue ?? false;
        var items = Sequences.ToArray(rendering, value);
        Value GroupKey(Value item) => Key(Attributes.Follow(rendering, item, arguments[0], arguments[1]), isCaseSensitive);
        Sorting.Sort(rendering, items, GroupKey, reverse: false);
        var groups = new List<Value>();
        for (var start = 0; start < items.Length;)
        {
            var key = GroupKey(items[start]);
            var end = start + 1;
            while (end < items.Length && Comparison.AreEqual(rendering, key, GroupKey(items[end])))
            {
                end++;
            }
            var label = isCaseSensitive ? key : Attributes.Follow(rendering, items[start], arguments[0], arguments[1]);
            groups.Add(new TupleValue([label, new ListValue(items[start..end])], isGroup: true));
            start = end;
        }
        return new ListValue([.. groups]);
    }

    private static Value Sum(Rendering rendering, Value value, Value?[] arguments)
    {
        var sum = arguments[1] ?? IntegerValue.Of(0);
        if (sum is TextValue)
        {
            throw rendering.Fault("sum() can't sum strings [use ''.join(seq) instead]");
        }
        foreach (var item in Sequences.Iterate(rendering, value))
        {
            sum = Operators.Apply(rendering, "+", sum, Attributes.Follow(rendering, item, arguments[0]));
        }
        return sum;
    }

    /// <summary>Key to sort or compare by: texts in lower case unless case counts.</summary>
    private static Value Key(Value value, bool isCaseSensitive) =>
        value is TextValue text && !isCaseSensitive ? new TextValue(Casing.Lower(text.Text)) : value;
}
