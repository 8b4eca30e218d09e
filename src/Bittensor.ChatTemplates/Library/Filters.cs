using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>A filter: takes the value on its left, and arguments.</summary>
internal delegate Value Filter(Rendering rendering, Value value, Arguments arguments);

/// <summary>Filters on single values. Those on sequences are in <see cref="SequenceFilters"/>.</summary>
internal static class Filters
{
    private static readonly FrozenDictionary<string, Filter> All = Own().Concat(SequenceFilters.All()).ToFrozenDictionary();

    /// <summary>Finds a filter by name.</summary>
    public static Filter? TryGet(string name) => All.GetValueOrDefault(name);

    /// <summary>Applies the filter of a name that came as a value.</summary>
    public static Value Apply(Rendering rendering, Value name, Value value, Arguments arguments)
    {
        var filter = name is TextValue text ? TryGet(text.Text) : null;
        if (filter == null)
        {
            throw rendering.Fault($"No filter named {Printing.Repr(rendering, name)}.");
        }
        return filter(rendering, value, arguments);
    }

    /// <summary>Makes a filter whose parameters are bound by name and position.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Parameters after the value, as <see cref="Signature"/> reads them.</param>
    /// <param name="body">Takes the value and its arguments; null for those left out.</param>
    public static KeyValuePair<string, Filter> Make(string name, string parameters, Func<Rendering, Value, Value?[], Value> body)
    {
        var signature = new Signature(name, parameters);
        return KeyValuePair.Create<string, Filter>(name,
            (rendering, value, arguments) => body(rendering, value, signature.Bind(rendering, arguments)));
    }

    /// <summary>The text of a value; texts keep that they are markup.</summary>
    public static TextValue ToText(Rendering rendering, Value value) => value as TextValue ?? rendering.Text(Printing.Str(rendering, value));

    private static IEnumerable<KeyValuePair<string, Filter>> Own() =>
    [
        Make("abs", "/", (r, v, _) => Absolute(r, v)),
        Make("capitalize", "", (r, v, _) => Map(r, v, Casing.Capitalize)),
        Make("center", "?width", (r, v, a) => Methods.Center(r, ToText(r, v), a[0] ?? IntegerValue.Of(80))),
        Make("default", "?default_value boolean", (_, v, a) => Default(v, a)),
        Make("d", "?default_value boolean", (_, v, a) => Default(v, a)),
        Make("e", "/", (r, v, _) => Escape(r, v)),
        Make("escape", "/", (r, v, _) => Escape(r, v)),
        Make("float", "?default", (r, v, a) => ToFloat(r, v, a[0] ?? new FloatValue(0))),
        Make("forceescape", "", (r, v, _) => new TextValue(Characters.EscapeHtml(Printing.Str(r, v)), isMarkup: true)),
        KeyValuePair.Create<string, Filter>("format", Format),
        Make("indent", "?width first blank", (r, v, a) => Indent(r, v, a)),
        Make("int", "?default base", (r, v, a) => ToInt(r, v, a[0] ?? IntegerValue.Of(0), a[1])),
        Make("lower", "", (r, v, _) => Map(r, v, Casing.Lower)),
        Make("replace", "old new ? count", (r, v, a) => Replace(r, v, a)),
        Make("round", "?precision method", (r, v, a) => Round(r, v, a)),
        Make("safe", "", (r, v, _) => new TextValue(Printing.Str(r, v), isMarkup: true)),
        Make("string", "/", (r, v, _) => ToText(r, v)),
        Make("title", "", (r, v, _) => Map(r, v, Title)),
        Make("tojson", "?ensure_ascii indent separators sort_keys", (r, v, a) => ToJson(r, v, a)),
        Make("trim", "?chars", (r, v, a) => Methods.Strip(r, ToText(r, v), a[0], left: true, right: true)),
        Make("truncate", "?length killwords end leeway", (r, v, a) => Truncate(r, v, a)),
        Make("upper", "", (r, v, _) => Map(r, v, Casing.Upper)),
        Make("urlencode", "", (r, v, _) => UrlEncode(r, v)),
        Make("wordcount", "", (r, v, _) => WordCount(r, v)),
    ];

    private static TextValue Map(Rendering rendering, Value value, Func<string, string> map)
    {
        var text = ToText(rendering, value);
        rendering.ChargeText(text.Text.Length);
        return text.With(map(text.Text));
    }

    private static Value Absolute(Rendering rendering, Value value) => value switch
    {
        WholeValue whole => new IntegerValue(BigInteger.Abs(whole.Number)),
        FloatValue number => new FloatValue(Math.Abs(number.Number)),
        UndefinedValue undefined => throw rendering.Fault(undefined.Message),
        _ => throw rendering.Fault($"bad operand type for abs(): '{value.TypeName}'"),
    };

    private static Value Default(Value value, Value?[] arguments)
    {
        var isMissing = value is UndefinedValue || ((arguments[1]?.IsTrue ?? false) && !value.IsTrue);
        return isMissing ? arguments[0] ?? TextValue.Empty : value;
    }

    private static TextValue Escape(Rendering rendering, Value value)
    {
        var text = ToText(rendering, value);
        rendering.ChargeText(text.Text.Length * 5L);
        return text.IsMarkup ? text : new TextValue(Characters.EscapeHtml(text.Text), isMarkup: true);
    }

    private static Value ToFloat(Rendering rendering, Value value, Value fallback)
    {
        switch (value)
        {
            case UndefinedValue undefined:
                throw rendering.Fault(undefined.Message);
            case TextValue text:
                rendering.ChargeText(text.Text.Length);
                return Numbers.TryParseFloat(text.Text, out var parsed) ? new FloatValue(parsed) : fallback;
            default:
                return Numbers.ToFloat(rendering, value) is { } number ? new FloatValue(number) : fallback;
        }
    }

    private static Value ToInt(Rendering rendering, Value value, Value fallback, Value? numberBase)
    {
        switch (value)
        {
            case UndefinedValue undefined:
                throw rendering.Fault(undefined.Message);
            case WholeValue whole:
                return new IntegerValue(whole.Number);
            case FloatValue { Number: var number } when double.IsInfinity(number):
                throw rendering.Fault("cannot convert float infinity to integer");
            case FloatValue number:
                return double.IsNaN(number.Number) ? fallback : new IntegerValue(new BigInteger(number.Number));
            case TextValue text:
                rendering.ChargeText(text.Text.Length);
                return ParseInt(rendering, text.Text, fallback, numberBase);
            default:
                return fallback;
        }
    }

    private static Value ParseInt(Rendering rendering, string text, Value fallback, Value? numberBase)
    {
        var radix = numberBase == null ? 10 : Methods.RequireInt(rendering, numberBase);
        if (radix is 0 or (>= 2 and <= 36) && Numbers.TryParseWhole(text, radix, out var whole))
        {
            return new IntegerValue(whole);
        }
        if (Numbers.TryParseFloat(text, out var number) && double.IsFinite(number))
        {
            return new IntegerValue(new BigInteger(number));
        }
        return fallback;
    }

    private static TextValue Format(Rendering rendering, Value value, Arguments arguments)
    {
        if (arguments.Positional.Length > 0 && arguments.Named.Count > 0)
        {
            throw rendering.Fault("can't handle positional and keyword arguments at the same time");
        }
        var text = ToText(rendering, value);
        if (arguments.Named.Count == 0)
        {
            return text.With(PercentFormat.Format(rendering, text.Text, new TupleValue(arguments.Positional)));
        }
        var named = new OrderedDictionary<Value, Value>(rendering.Keys);
        foreach (var (key, argument) in arguments.Named)
        {
            named[new TextValue(key)] = argument;
        }
        return text.With(PercentFormat.Format(rendering, text.Text, new DictValue(named)));
    }

    private static TextValue Indent(Rendering rendering, Value value, Value?[] arguments)
    {
        if (value is not TextValue text)
        {
            throw rendering.Fault(value is UndefinedValue undefined ? undefined.Message : $"can only indent str, not '{value.TypeName}'");
        }
        var indent = arguments[0] switch
        {
            null => "    ",
            TextValue given => given.Text,
            var width => Spaces(rendering, Methods.RequireInt(rendering, width)),
        };
        var blank = arguments[2]?.IsTrue ?? false;
        var lines = Characters.Lines(rendering, text.Text + "\n", keepEnds: false);
        rendering.ChargeText(text.Text.Length + ((long)indent.Length * (lines.Count + 1)));
        var result = new StringBuilder(arguments[1]?.IsTrue ?? false ? indent : "");
        for (var i = 0; i < lines.Count; i++)
        {
            var isIndented = i > 0 && (blank || lines[i].Length > 0);
            result.Append(i > 0 ? "\n" : "").Append(isIndented ? indent : "").Append(lines[i]);
        }
        return text.With(result.ToString());
    }

    private static string Spaces(Rendering rendering, int width)
    {
        rendering.ChargeText(width);
        return new string(' ', Math.Max(width, 0));
    }

    private static TextValue Replace(Rendering rendering, Value value, Value?[] arguments)
    {
        var count = arguments[2] is null or NoneValue ? -1 : Methods.RequireInt(rendering, arguments[2]!);
        var old = Printing.Str(rendering, arguments[0]!);
        var replacement = Printing.Str(rendering, arguments[1]!);
        return new TextValue(Methods.Replace(rendering, Printing.Str(rendering, value), old, replacement, count));
    }

    private static Value Round(Rendering rendering, Value value, Value?[] arguments)
    {
        var method = arguments[1] == null ? "common" : (arguments[1] as TextValue)?.Text;
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw rendering.Fault("method must be common, ceil or floor");
        }
        var precision = arguments[0] is null or NoneValue ? 0 : Methods.RequireInt(rendering, arguments[0]!);
        if (value is UndefinedValue undefined)
        {
            throw rendering.Fault(undefined.Message);
        }
        rendering.Charge(Math.Abs(Math.Clamp(precision, -1000, 1000)) / 4); // digits of the exact value
        if (method == "common" && value is WholeValue whole)
        {
            return new IntegerValue(Numbers.Round(whole.Number, precision));
        }
        var number = Numbers.ToFloat(rendering, value) ?? throw rendering.Fault($"type {value.TypeName} doesn't define __round__ method");
        if (method == "common")
        {
            return new FloatValue(Numbers.Round(number, precision));
        }
        return RoundTo(rendering, number, precision, method == "ceil");
    }

    private static FloatValue RoundTo(Rendering rendering, double number, int precision, bool up)
    {
        if (Math.Abs((long)precision) > 300 || !double.IsFinite(number))
        {
            throw rendering.Fault("cannot round to this precision");
        }
        var scale = Math.Pow(10, precision);
        var scaled = number * scale;
        return new FloatValue((up ? Math.Ceiling(scaled) : Math.Floor(scaled)) / scale + 0.0);
    }

    private static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        while (start < text.Length)
        {
            var isBreak = IsWordBreak(text[start]);
            var end = start + 1;
            while (end < text.Length && IsWordBreak(text[end]) == isBreak)
            {
                end++;
            }
            var first = start + Characters.LengthAt(text, start);
            result.Append(isBreak ? text[start..end] : Casing.Upper(text[start..first]) + Casing.Lower(text[first..end]));
            start = end;
        }
        return result.ToString();
    }

    private static bool IsWordBreak(char c) => c is '-' or '(' or '{' or '[' or '<' || Characters.IsSpace(c);

    private static TextValue ToJson(Rendering rendering, Value value, Value?[] arguments)
    {
        var indent = arguments[1] switch
        {
            null or NoneValue => null,
            TextValue given => given.Text,
            var width => Spaces(rendering, Methods.RequireInt(rendering, width)),
        };
        var itemSeparator = indent == null ? ", " : ",";
        var keySeparator = ": ";
        if (arguments[2] is not (null or NoneValue))
        {
            var pair = Sequences.ToArray(rendering, arguments[2]!);
            if (pair is not [TextValue first, TextValue second])
            {
                throw rendering.Fault("separators must be two texts");
            }
            itemSeparator = first.Text;
            keySeparator = second.Text;
        }
        var style = new JsonStyle(indent, itemSeparator, keySeparator, arguments[0]?.IsTrue ?? false, arguments[3]?.IsTrue ?? false);
        return rendering.Text(Json.Write(rendering, value, style));
    }

    private static Value Truncate(Rendering rendering, Value value, Value?[] arguments)
    {
        var size = Sequences.Length(rendering, value) ?? throw rendering.Fault($"object of type '{value.TypeName}' has no len()");
        var length = arguments[0] == null ? 255 : Methods.RequireInt(rendering, arguments[0]!);
        var end = arguments[2] == null ? new TextValue("...") : Methods.RequireText(rendering, arguments[2]!);
        var leeway = arguments[3] is null or NoneValue ? 5 : Methods.RequireInt(rendering, arguments[3]!);
        if (length < end.Length || leeway < 0)
        {
            throw rendering.Fault($"expected length >= {end.Length} and leeway >= 0, got {length} and {leeway}");
        }
        if (size <= (long)length + leeway)
        {
            return value;
        }
        var text = Methods.RequireText(rendering, value);
        var cut = text.Text[..Characters.OffsetOf(text, length - end.Length)];
        var space = arguments[1]?.IsTrue ?? false ? -1 : cut.LastIndexOf(' ');
        return text.With((space < 0 ? cut : cut[..space]) + end.Text);
    }

    private static TextValue UrlEncode(Rendering rendering, Value value)
    {
        if (value is TextValue || !Sequences.IsIterable(value))
        {
            return Quote(rendering, value, isQuery: false);
        }
        var items = value is DictValue dict ? new DictViewValue(dict, DictPart.Items) : value;
        var parts = new List<string>();
        foreach (var item in Sequences.Iterate(rendering, items))
        {
            if (Sequences.ToArray(rendering, item) is not [var key, var entry])
            {
                throw rendering.Fault("urlencode takes pairs");
            }
            parts.Add(Quote(rendering, key, isQuery: true).Text + "=" + Quote(rendering, entry, isQuery: true).Text);
        }
        return rendering.Text(string.Join('&', parts));
    }

    private static TextValue Quote(Rendering rendering, Value value, bool isQuery)
    {
        var text = Printing.Str(rendering, value);
        rendering.ChargeText(text.Length * 9L);
        var result = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetBytes(text))
        {
            var isPlain = char.IsAsciiLetterOrDigit((char)c) || (char)c is '_' or '.' or '-' or '~' || (c == '/' && !isQuery);
            if (isPlain)
            {
                result.Append((char)c);
            }
            else if (c == ' ' && isQuery)
            {
                result.Append('+');
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"%{c:X2}");
            }
        }
        return new TextValue(result.ToString());
    }

    private static IntegerValue WordCount(Rendering rendering, Value value)
    {
        var text = ToText(rendering, value).Text;
        rendering.ChargeText(text.Length);
        var count = 0;
        var isInWord = false;
        for (var i = 0; i < text.Length; i += Characters.LengthAt(text, i))
        {
            var code = Characters.CodeAt(text, i);
            var isWord = code == '_' || TextTests.IsLetter(code) || TextTests.IsNumeric(code);
            count += isWord && !isInWord ? 1 : 0;
            isInWord = isWord;
        }
        return IntegerValue.Of(count);
    }
}
