using System.Collections.Frozen;
using System.Numerics;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Methods of texts, lists, tuples, dicts and numbers. Those that would change a value are forbidden, as in the sandbox
/// of transformers.</summary>
internal static class Methods
{
    private delegate Value Body<T>(Rendering rendering, T self, Value?[] arguments);

    private static readonly FrozenSet<string>
        ListMutators = FrozenSet.ToFrozenSet(["append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove"]),
        DictMutators = FrozenSet.ToFrozenSet(["clear", "pop", "popitem", "setdefault", "update"]);

    private static readonly FrozenDictionary<string, Method<TextValue>> OfText = new Method<TextValue>[]
    {
        new("capitalize", "/", (r, s, _) => Map(r, s, Casing.Capitalize)),
        new("casefold", "/", (r, s, _) => Map(r, s, Casing.Fold)),
        new("center", "/width ? fill", (r, s, a) => Justify(r, s, a, Align.Center)),
        new("count", "/sub ? start end", (r, s, a) => IntegerValue.Of(TextSearch.Count(r, s, a))),
        new("endswith", "/suffix ? start end", (r, s, a) => TextSearch.HasAffix(r, s, a, atEnd: true)),
        new("expandtabs", "?tabsize", (r, s, a) => ExpandTabs(r, s, a[0])),
        new("find", "/sub ? start end", (r, s, a) => IntegerValue.Of(TextSearch.Find(r, s, a, last: false))),
        new("index", "/sub ? start end", (r, s, a) => Found(r, TextSearch.Find(r, s, a, last: false))),
        new("isalnum", "/", (_, s, _) => All(s, c => TextTests.IsLetter(c) || TextTests.IsNumeric(c))),
        new("isalpha", "/", (_, s, _) => All(s, TextTests.IsLetter)),
        new("isascii", "/", (_, s, _) => BooleanValue.Of(Ascii.IsValid(s.Text))),
        new("isdecimal", "/", (_, s, _) => All(s, TextTests.IsDecimal)),
        new("isdigit", "/", (_, s, _) => All(s, TextTests.IsDigit)),
        new("isidentifier", "/", (_, s, _) => BooleanValue.Of(TextTests.IsIdentifier(s.Text))),
        new("islower", "/", (_, s, _) => BooleanValue.Of(TextTests.IsLower(s.Text))),
        new("isnumeric", "/", (_, s, _) => All(s, TextTests.IsNumeric)),
        new("isprintable", "/", (_, s, _) => BooleanValue.Of(!s.IsTrue || All(s, Characters.IsPrintable).IsTrue)),
        new("isspace", "/", (_, s, _) => BooleanValue.Of(Characters.AllSpace(s.Text))),
        new("istitle", "/", (_, s, _) => BooleanValue.Of(TextTests.IsTitle(s.Text))),
        new("isupper", "/", (_, s, _) => BooleanValue.Of(TextTests.IsUpper(s.Text))),
        new("join", "/iterable", (r, s, a) => Join(r, s, a[0]!)),
        new("ljust", "/width ? fill", (r, s, a) => Justify(r, s, a, Align.Left)),
        new("lower", "/", (r, s, _) => Map(r, s, Casing.Lower)),
        new("lstrip", "/?chars", (r, s, a) => Strip(r, s, a[0], left: true, right: false)),
        new("partition", "/sep", (r, s, a) => Partition(r, s, a[0]!, last: false)),
        new("removeprefix", "/prefix", (r, s, a) => RemoveAffix(r, s, a[0]!, atEnd: false)),
        new("removesuffix", "/suffix", (r, s, a) => RemoveAffix(r, s, a[0]!, atEnd: true)),
        new("replace", "/old new ? count", (r, s, a) => Replace(r, s, a)),
        new("rfind", "/sub ? start end", (r, s, a) => IntegerValue.Of(TextSearch.Find(r, s, a, last: true))),
        new("rindex", "/sub ? start end", (r, s, a) => Found(r, TextSearch.Find(r, s, a, last: true))),
        new("rjust", "/width ? fill", (r, s, a) => Justify(r, s, a, Align.Right)),
        new("rpartition", "/sep", (r, s, a) => Partition(r, s, a[0]!, last: true)),
        new("rsplit", "?sep maxsplit", (r, s, a) => TextSearch.Split(r, s, a[0], a[1], fromEnd: true)),
        new("rstrip", "/?chars", (r, s, a) => Strip(r, s, a[0], left: false, right: true)),
        new("split", "?sep maxsplit", (r, s, a) => TextSearch.Split(r, s, a[0], a[1], fromEnd: false)),
        new("splitlines", "?keepends", (r, s, a) => Lines(r, s, a[0])),
        new("startswith", "/prefix ? start end", (r, s, a) => TextSearch.HasAffix(r, s, a, atEnd: false)),
        new("strip", "/?chars", (r, s, a) => Strip(r, s, a[0], left: true, right: true)),
        new("swapcase", "/", (r, s, _) => Map(r, s, Casing.Swap)),
        new("title", "/", (r, s, _) => Map(r, s, Casing.Title)),
        new("upper", "/", (r, s, _) => Map(r, s, Casing.Upper)),
        new("zfill", "/width", (r, s, a) => ZeroFill(r, s, a[0]!)),
    }.ToFrozenDictionary(method => method.Name);

    private static readonly FrozenDictionary<string, Method<DictValue>> OfDict = new Method<DictValue>[]
    {
        new("get", "/key ? default", (_, d, a) => d.Entries.TryGetValue(a[0]!, out var value) ? value : a[1] ?? NoneValue.Instance),
        new("items", "/", (_, d, _) => new DictViewValue(d, DictPart.Items)),
        new("keys", "/", (_, d, _) => new DictViewValue(d, DictPart.Keys)),
        new("values", "/", (_, d, _) => new DictViewValue(d, DictPart.Values)),
        new("copy", "/", (_, d, _) => d),
    }.ToFrozenDictionary(method => method.Name);

    private static readonly FrozenDictionary<string, Method<ItemsValue>> OfItems = new Method<ItemsValue>[]
    {
        new("count", "/value", (r, s, a) => IntegerValue.Of(Sequences.Iterate(r, s).Count(item => Comparison.AreEqual(r, item, a[0]!)))),
        new("index", "/value ? start stop", IndexOf),
        new("copy", "/", (_, s, _) => s),
    }.ToFrozenDictionary(method => method.Name);

    private static readonly FrozenDictionary<string, Method<Value>> OfNumber = new Method<Value>[]
    {
        new("bit_length", "/", (_, n, _) => IntegerValue.Of(BitLength(((WholeValue)n).Number))),
        new("is_integer", "/", (_, n, _) => BooleanValue.Of(double.IsInteger(((FloatValue)n).Number))),
    }.ToFrozenDictionary(method => method.Name);

    private static readonly Signature FormatMapSignature = new("format_map", "/mapping");

    private enum Align
    {
        Left,
        Right,
        Center,
    }

    /// <summary>Finds a method of a value.</summary>
    /// <returns>The method with the value it belongs to, or null where there is none of that name.</returns>
    public static Value? TryBind(Value value, string name)
    {
        switch (value)
        {
            case TextValue text when name is "format" or "format_map":
                return new FunctionValue(name, (rendering, arguments) => Format(rendering, text, name, arguments));
            case TextValue text:
                return OfText.GetValueOrDefault(name)?.Bind(text);
            case DictValue dict:
                return OfDict.GetValueOrDefault(name)?.Bind(dict);
            case ItemsValue items when !(name == "copy" && items is TupleValue):
                return OfItems.GetValueOrDefault(name)?.Bind(items);
            case WholeValue when name == "bit_length":
            case FloatValue when name == "is_integer":
                return OfNumber[name].Bind(value);
            case WholeValue or FloatValue when name == "real":
                return value;
            default:
                return null;
        }
    }

    /// <summary>Whether Python has this attribute, but the sandbox does not give it.</summary>
    public static bool IsForbidden(Value value, Value key)
    {
        var name = (key as TextValue)?.Text ?? "";
        return name.StartsWith("__", StringComparison.Ordinal) || (value is ListValue && ListMutators.Contains(name))
            || (value is DictValue && DictMutators.Contains(name));
    }

    /// <summary>Takes characters off both ends.</summary>
    public static TextValue Strip(Rendering rendering, TextValue self, Value? chars, bool left, bool right)
    {
        var set = chars is null or NoneValue ? null : RequireText(rendering, chars).Text;
        rendering.ChargeSearch(self.Text.Length, set?.Length ?? 0);
        var text = self.Text;
        var start = 0;
        var end = text.Length;
        while (left && start < end && IsStripped(text, start, set))
        {
            start += Characters.LengthAt(text, start);
        }
        while (right && end > start)
        {
            var last = end - 1 > start && char.IsSurrogatePair(text[end - 2], text[end - 1]) ? end - 2 : end - 1;
            if (!IsStripped(text, last, set))
            {
                break;
            }
            end = last;
        }
        return self.With(text[start..end]);
    }

    /// <summary>Replaces a text, at most as often as said; -1 for always.</summary>
    public static string Replace(Rendering rendering, string text, string old, string replacement, int count)
    {
        rendering.ChargeSearch(text.Length, old.Length);
        if (count == 0)
        {
            return text;
        }
        var result = new StringBuilder();
        var at = 0;
        var done = 0;
        while (count < 0 || done < count)
        {
            // an empty text is found before each character and at the end
            var step = done == 0 || old.Length > 0 || at >= text.Length ? 0 : Characters.LengthAt(text, at);
            var next = old.Length > 0 ? text.IndexOf(old, at, StringComparison.Ordinal) : at + step;
            if (next < 0 || (old.Length == 0 && done > 0 && step == 0))
            {
                break;
            }
            rendering.Charge(replacement.Length / 16);
            result.Append(text, at, next - at).Append(replacement);
            at = next + old.Length;
            done++;
            if (result.Length > rendering.Options.MaxOutputLength)
            {
                rendering.ChargeText(result.Length);
            }
        }
        result.Append(text, at, text.Length - at);
        rendering.ChargeText(result.Length);
        return result.ToString();
    }

    /// <summary>Takes a value for a text.</summary>
    public static TextValue RequireText(Rendering rendering, Value value) =>
        value as TextValue ?? throw rendering.Fault($"must be str, not {value.TypeName}");

    /// <summary>Takes a value for a whole number that an int holds; larger ones are cut.</summary>
    public static int RequireInt(Rendering rendering, Value value) => value switch
    {
        WholeValue whole => (int)BigInteger.Max(int.MinValue, BigInteger.Min(int.MaxValue, whole.Number)),
        UndefinedValue undefined => throw rendering.Fault(undefined.Message),
        _ => throw rendering.Fault($"'{value.TypeName}' object cannot be interpreted as an integer"),
    };

    /// <summary>Pads on both sides.</summary>
    public static TextValue Center(Rendering rendering, TextValue self, Value width) => Justify(rendering, self, [width, null], Align.Center);

    private static TextValue Map(Rendering rendering, TextValue self, Func<string, string> map)
    {
        rendering.ChargeText(self.Text.Length);
        return self.With(map(self.Text));
    }

    private static BooleanValue All(TextValue self, Func<int, bool> test)
    {
        for (var i = 0; i < self.Text.Length; i += Characters.LengthAt(self.Text, i))
        {
            if (!test(Characters.CodeAt(self.Text, i)))
            {
                return BooleanValue.False;
            }
        }
        return BooleanValue.Of(self.IsTrue);
    }

    private static IntegerValue Found(Rendering rendering, int index)
    {
        if (index < 0)
        {
            throw rendering.Fault("substring not found");
        }
        return IntegerValue.Of(index);
    }

    private static bool IsStripped(string text, int at, string? set)
    {
        if (set == null)
        {
            return Characters.IsSpace(text[at]);
        }
        var character = text.AsSpan(at, Characters.LengthAt(text, at));
        for (var i = 0; i < set.Length; i += Characters.LengthAt(set, i))
        {
            if (set.AsSpan(i, Characters.LengthAt(set, i)).SequenceEqual(character))
            {
                return true;
            }
        }
        return false;
    }

    private static TextValue Replace(Rendering rendering, TextValue self, Value?[] arguments)
    {
        var old = RequireText(rendering, arguments[0]!).Text;
        var replacement = RequireText(rendering, arguments[1]!).Text;
        var count = arguments[2] == null ? -1 : RequireInt(rendering, arguments[2]!);
        return self.With(Replace(rendering, self.Text, old, replacement, count));
    }

    private static TextValue Justify(Rendering rendering, TextValue self, Value?[] arguments, Align align)
    {
        var width = RequireInt(rendering, arguments[0]!);
        var fill = arguments[1] == null ? " " : RequireText(rendering, arguments[1]!).Text;
        if (Characters.Count(fill) != 1)
        {
            throw rendering.Fault("The fill character must be exactly one character long");
        }
        var missing = width - (long)self.Length;
        if (missing <= 0)
        {
            return self;
        }
        rendering.ChargeText(self.Text.Length + (missing * fill.Length));
        // the odd one goes left where the width is odd as well, as in Python
        var left = align switch
        {
            Align.Left => 0,
            Align.Right => missing,
            _ => (missing / 2) + (missing & width & 1),
        };
        var result = new StringBuilder();
        result.Insert(0, fill, (int)left).Append(self.Text).Insert(result.Length, fill, (int)(missing - left));
        return self.With(result.ToString());
    }

    private static TextValue ExpandTabs(Rendering rendering, TextValue self, Value? tabSize)
    {
        var size = tabSize == null ? 8 : RequireInt(rendering, tabSize);
        var result = new StringBuilder();
        var column = 0;
        foreach (var character in Characters.Split(self.Text))
        {
            var width = character == "\t" && size > 0 ? size - (column % size) : 1;
            if (character == "\t")
            {
                width = size > 0 ? width : 0;
                rendering.ChargeText(result.Length + (long)width);
                result.Append(' ', width);
                column += width;
                continue;
            }
            result.Append(character);
            column = character is "\n" or "\r" ? 0 : column + width;
        }
        rendering.ChargeText(result.Length);
        return self.With(result.ToString());
    }

    private static TextValue Join(Rendering rendering, TextValue self, Value items)
    {
        var result = new StringBuilder();
        var isFirst = true;
        foreach (var item in Sequences.Iterate(rendering, items, "can only join an iterable"))
        {
            if (item is not TextValue text)
            {
                throw rendering.Fault($"sequence item: expected str instance, {item.TypeName} found");
            }
            result.Append(isFirst ? "" : self.Text).Append(text.Text);
            isFirst = false;
            rendering.ChargeText(self.Text.Length + (long)text.Text.Length);
        }
        rendering.ChargeText(result.Length);
        return self.With(result.ToString());
    }

    private static TupleValue Partition(Rendering rendering, TextValue self, Value separator, bool last)
    {
        var sep = RequireText(rendering, separator).Text;
        if (sep.Length == 0)
        {
            throw rendering.Fault("empty separator");
        }
        rendering.ChargeSearch(self.Text.Length, sep.Length);
        var at = last ? self.Text.LastIndexOf(sep, StringComparison.Ordinal) : self.Text.IndexOf(sep, StringComparison.Ordinal);
        if (at < 0)
        {
            return last ? new TupleValue([TextValue.Empty, TextValue.Empty, self]) : new TupleValue([self, TextValue.Empty, TextValue.Empty]);
        }
        return new TupleValue([self.With(self.Text[..at]), self.With(sep), self.With(self.Text[(at + sep.Length)..])]);
    }

    private static TextValue RemoveAffix(Rendering rendering, TextValue self, Value affix, bool atEnd)
    {
        var text = RequireText(rendering, affix).Text;
        rendering.ChargeText(self.Text.Length);
        if (atEnd)
        {
            return text.Length > 0 && self.Text.EndsWith(text, StringComparison.Ordinal) ? self.With(self.Text[..^text.Length]) : self;
        }
        return self.Text.StartsWith(text, StringComparison.Ordinal) ? self.With(self.Text[text.Length..]) : self;
    }

    private static ListValue Lines(Rendering rendering, TextValue self, Value? keepEnds)
    {
        rendering.ChargeText(self.Text.Length);
        var lines = Characters.Lines(rendering, self.Text, keepEnds != null && RequireInt(rendering, keepEnds) != 0);
        return new ListValue([.. lines.Select(self.With)]);
    }

    private static TextValue ZeroFill(Rendering rendering, TextValue self, Value width)
    {
        var missing = RequireInt(rendering, width) - (long)self.Length;
        if (missing <= 0)
        {
            return self;
        }
        rendering.ChargeText(self.Text.Length + missing);
        var sign = self.Text.StartsWith('+') || self.Text.StartsWith('-') ? 1 : 0;
        return self.With(self.Text.Insert(sign, new string('0', (int)missing)));
    }

    private static TextValue Format(Rendering rendering, TextValue self, string name, Arguments arguments)
    {
        if (name == "format")
        {
            return self.With(BraceFormat.Format(rendering, self.Text, arguments));
        }
        if (FormatMapSignature.Bind(rendering, arguments)[0] is not DictValue dict)
        {
            throw rendering.Fault("format_map() takes a mapping");
        }
        var named = dict.Entries
            .Where(entry => entry.Key is TextValue)
            .Select(entry => KeyValuePair.Create(((TextValue)entry.Key).Text, entry.Value));
        return self.With(BraceFormat.Format(rendering, self.Text, new Arguments([], [.. named])));
    }

    private static IntegerValue IndexOf(Rendering rendering, ItemsValue self, Value?[] arguments)
    {
        var (start, stop) = TextSearch.Window(rendering, self.Items.Length, arguments[1], arguments[2]);
        for (var i = start; i < stop; i++)
        {
            rendering.Charge(1);
            if (Comparison.AreEqual(rendering, self.Items[i], arguments[0]!))
            {
                return IntegerValue.Of(i);
            }
        }
        throw rendering.Fault("value is not in list");
    }

    private static long BitLength(BigInteger number) => number.IsZero ? 0 : (long)BigInteger.Abs(number).GetBitLength();

    private sealed class Method<T>(string name, string parameters, Body<T> body)
        where T : Value
    {
        private readonly Signature _signature = new(name, parameters);

        public string Name { get; } = name;

        public FunctionValue Bind(T self) =>
            new(Name, (rendering, arguments) =>
            {
                rendering.ChargeText((self as TextValue)?.Text.Length ?? 0);
                return body(rendering, self, _signature.Bind(rendering, arguments));
            });
    }
}
