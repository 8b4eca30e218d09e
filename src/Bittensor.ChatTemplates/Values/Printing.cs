using System.Globalization;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Texts of values, as Python's <c>str</c> and <c>repr</c> make them.</summary>
internal static class Printing
{
    /// <summary>Text of a value (<c>str</c>).</summary>
    public static string Str(Rendering rendering, Value value) => value switch
    {
        TextValue text => text.Text,
        UndefinedValue => "",
        _ => Repr(rendering, value),
    };

    /// <summary>Text of a value as a template would write it (<c>repr</c>).</summary>
    public static string Repr(Rendering rendering, Value value)
    {
        var result = new StringBuilder();
        AppendRepr(rendering, result, value);
        rendering.ChargeText(result.Length);
        return result.ToString();
    }

    private static void AppendRepr(Rendering rendering, StringBuilder result, Value value)
    {
        rendering.Enter();
        switch (value)
        {
            case TextValue text:
                AppendText(rendering, result, text);
                break;
            case ListValue list:
                AppendItems(rendering, result, list.Items, "[", "]");
                break;
            case TupleValue tuple:
                AppendItems(rendering, result, tuple.Items, "(", tuple.Items.Length == 1 ? ",)" : ")");
                break;
            case DictValue dict:
                AppendEntries(rendering, result, dict);
                break;
            case DictViewValue view:
                result.Append(view.TypeName);
                AppendItems(rendering, result, view.Items(), "([", "])");
                break;
            case NamespaceValue space:
                result.Append("<Namespace ");
                AppendEntries(rendering, result, space.Attributes);
                result.Append('>');
                break;
            case IntegerValue integer:
                rendering.ChargeNumber(integer.Number.GetBitLength());
                result.Append(integer.Number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                result.Append(Scalar(value));
                break;
        }
        rendering.Leave();
    }

    private static string Scalar(Value value) => value switch
    {
        NoneValue => "None",
        UndefinedValue => "Undefined",
        BooleanValue boolean => boolean.IsTrue ? "True" : "False",
        FloatValue number => Numbers.Print(number.Number),
        RangeValue { Step: 1 } range => $"range({range.Start}, {range.Stop})",
        RangeValue range => $"range({range.Start}, {range.Stop}, {range.Step})",
        MacroValue macro => $"<Macro {(macro.Name == null ? "anonymous" : $"'{macro.Name}'")}>",
        LoopValue loop => $"<LoopContext {loop.Index + 1}/{loop.Length}>",
        FunctionValue function => $"<function {function.Name}>",
        _ => $"<{value.TypeName} object>",
    };

    private static void AppendItems(Rendering rendering, StringBuilder result, IEnumerable<Value> items, string open, string close)
    {
        result.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            result.Append(separator);
            AppendRepr(rendering, result, item);
            separator = ", ";
        }
        result.Append(close);
    }

    private static void AppendEntries(Rendering rendering, StringBuilder result, DictValue dict)
    {
        result.Append('{');
        var separator = "";
        foreach (var (key, value) in dict.Entries)
        {
            result.Append(separator);
            AppendRepr(rendering, result, key);
            result.Append(": ");
            AppendRepr(rendering, result, value);
            separator = ", ";
        }
        result.Append('}');
    }

    private static void AppendText(Rendering rendering, StringBuilder result, TextValue value)
    {
        var text = value.Text;
        rendering.ChargeText(text.Length);
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        result.Append(value.IsMarkup ? "Markup(" : "").Append(quote);
        for (var i = 0; i < text.Length; i += Characters.LengthAt(text, i))
        {
            AppendCharacter(result, text, i, quote);
        }
        result.Append(quote).Append(value.IsMarkup ? ")" : "");
    }

    private static void AppendCharacter(StringBuilder result, string text, int at, char quote)
    {
        var code = Characters.CodeAt(text, at);
        if (code == quote || code == '\\')
        {
            result.Append('\\').Append((char)code);
        }
        else if (Characters.IsPrintable(code))
        {
            result.Append(text, at, Characters.LengthAt(text, at));
        }
        else
        {
            result.Append(Escape(code));
        }
    }

    private static string Escape(int code) => code switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= 0xFF => $"\\x{code:x2}",
        <= 0xFFFF => $"\\u{code:x4}",
        _ => $"\\U{code:x8}",
    };
}
