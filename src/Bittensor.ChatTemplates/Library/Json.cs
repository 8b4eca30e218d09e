using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Values from JSON, and to JSON as Python's <c>json.dumps</c> writes it.</summary>
internal static class Json
{
    /// <summary>Reads a JSON value.</summary>
    public static Value Read(Rendering rendering, JsonElement element, int depth = 0)
    {
        CheckDepth(rendering, depth);
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var entries = new OrderedDictionary<Value, Value>(rendering.Keys);
                foreach (var property in element.EnumerateObject())
                {
                    entries[new TextValue(property.Name)] = Read(rendering, property.Value, depth + 1);
                }
                return new DictValue(entries);
            case JsonValueKind.Array:
                return new ListValue([.. element.EnumerateArray().Select(item => Read(rendering, item, depth + 1))]);
            case JsonValueKind.String:
                return new TextValue(element.GetString()!);
            case JsonValueKind.Number:
                return ReadNumber(rendering, element.GetRawText());
            case JsonValueKind.True or JsonValueKind.False:
                return BooleanValue.Of(element.ValueKind == JsonValueKind.True);
            default:
                return NoneValue.Instance;
        }
    }

    /// <summary>Reads a JSON value.</summary>
    public static Value Read(Rendering rendering, JsonNode? node, int depth = 0)
    {
        CheckDepth(rendering, depth);
        switch (node)
        {
            case null:
                return NoneValue.Instance;
            case JsonObject members:
                var entries = new OrderedDictionary<Value, Value>(rendering.Keys);
                foreach (var (name, member) in members)
                {
                    entries[new TextValue(name)] = Read(rendering, member, depth + 1);
                }
                return new DictValue(entries);
            case JsonArray items:
                return new ListValue([.. items.Select(item => Read(rendering, item, depth + 1))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return new TextValue(value.TryGetValue<string>(out var text) ? text : value.ToString());
            default:
                return Read(rendering, JsonSerializer.SerializeToElement(node), depth);
        }
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">How to write it.</param>
    public static string Write(Rendering rendering, Value value, JsonStyle style)
    {
        var result = new StringBuilder();
        Append(rendering, result, value, style, 0);
        return result.ToString();
    }

    private static void CheckDepth(Rendering rendering, int depth)
    {
        if (depth > rendering.Options.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw rendering.Exceeds(ChatTemplateLimit.Nesting, rendering.Options.MaxNesting);
        }
    }

    private static Value ReadNumber(Rendering rendering, string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            return new FloatValue(double.Parse(text, CultureInfo.InvariantCulture));
        }
        rendering.ChargeNumber(text.Length * 3.3);
        return new IntegerValue(BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }

    private static void Append(Rendering rendering, StringBuilder result, Value value, JsonStyle style, int depth)
    {
        rendering.Enter();
        switch (value)
        {
            case NoneValue:
                result.Append("null");
                break;
            case BooleanValue boolean:
                result.Append(boolean.IsTrue ? "true" : "false");
                break;
            case WholeValue whole:
                rendering.ChargeNumber(whole.Number.GetBitLength());
                result.Append(whole.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case FloatValue number:
                result.Append(PrintFloat(number.Number));
                break;
            case TextValue text:
                rendering.ChargeText(text.Text.Length);
                AppendText(result, text.Text, style.EnsureAscii);
                break;
            case ItemsValue list:
                AppendAll(rendering, result, list.Items.Select(item => (default(string), item)), style, depth, '[', ']');
                break;
            case DictValue dict:
                AppendAll(rendering, result, Members(rendering, dict, style), style, depth, '{', '}');
                break;
            default:
                throw rendering.Fault($"Object of type {value.TypeName} is not JSON serializable");
        }
        rendering.Leave();
    }

    private static void AppendAll(Rendering rendering, StringBuilder result, IEnumerable<(string? Key, Value Value)> items, JsonStyle style,
        int depth, char open, char close)
    {
        result.Append(open);
        var isEmpty = true;
        foreach (var (key, value) in items)
        {
            result.Append(isEmpty ? "" : style.ItemSeparator);
            isEmpty = false;
            AppendIndent(rendering, result, style, depth + 1);
            if (key != null)
            {
                AppendText(result, key, style.EnsureAscii);
                result.Append(style.KeySeparator);
            }
            Append(rendering, result, value, style, depth + 1);
        }
        if (!isEmpty)
        {
            AppendIndent(rendering, result, style, depth);
        }
        result.Append(close);
    }

    private static void AppendIndent(Rendering rendering, StringBuilder result, JsonStyle style, int depth)
    {
        if (style.Indent == null)
        {
            return;
        }
        rendering.ChargeText((long)style.Indent.Length * depth);
        result.Append('\n').Insert(result.Length, style.Indent, depth);
    }

    private static IEnumerable<(string? Key, Value Value)> Members(Rendering rendering, DictValue dict, JsonStyle style)
    {
        var entries = dict.Entries.ToArray();
        if (style.SortKeys)
        {
            Sorting.Sort(rendering, entries, entry => entry.Key, reverse: false);
        }
        return entries.Select(entry => ((string?)KeyText(rendering, entry.Key), entry.Value));
    }

    private static string KeyText(Rendering rendering, Value key) => key switch
    {
        TextValue text => text.Text,
        NoneValue => "null",
        BooleanValue boolean => boolean.IsTrue ? "true" : "false",
        WholeValue whole => whole.Number.ToString(CultureInfo.InvariantCulture),
        FloatValue number => PrintFloat(number.Number),
        _ => throw rendering.Fault($"keys must be str, int, float, bool or None, not {key.TypeName}"),
    };

    private static string PrintFloat(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }
        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        return Numbers.Print(number);
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\f' => "\\f",
        '\b' => "\\b",
        _ => $"\\u{(int)c:x4}",
    };

    private static void AppendText(StringBuilder result, string text, bool ensureAscii)
    {
        result.Append('"');
        foreach (var c in text)
        {
            var isPlain = c >= ' ' && c is not ('"' or '\\') && (c <= '~' || !ensureAscii);
            if (isPlain)
            {
                result.Append(c);
            }
            else
            {
                result.Append(Escape(c));
            }
        }
        result.Append('"');
    }
}

/// <summary>How JSON is written: the arguments of <c>tojson</c>.</summary>
/// <param name="Indent">Indent of a level, or null for one line.</param>
/// <param name="ItemSeparator">Between items.</param>
/// <param name="KeySeparator">Between key and value.</param>
/// <param name="EnsureAscii">Whether other characters than ASCII are escaped.</param>
/// <param name="SortKeys">Whether objects are written in the order of their keys.</param>
internal sealed record JsonStyle(string? Indent, string ItemSeparator, string KeySeparator, bool EnsureAscii, bool SortKeys);
