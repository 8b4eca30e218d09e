using System.Globalization;
using System.Text;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Formats with braces, as Python's <c>text.format()</c>.</summary>
internal sealed class BraceFormat
{
    private readonly Rendering _rendering;
    private readonly Arguments _arguments;
    private int _next; // index of the next field without a name; -1 after one with an index

    private BraceFormat(Rendering rendering, Arguments arguments)
    {
        _rendering = rendering;
        _arguments = arguments;
    }

    /// <summary>Formats values.</summary>
    public static string Format(Rendering rendering, string format, Arguments arguments) =>
        new BraceFormat(rendering, arguments).Run(format, depth: 2);

    private string Run(string format, int depth)
    {
        if (depth == 0)
        {
            throw _rendering.Fault("Max string recursion exceeded");
        }
        _rendering.ChargeText(format.Length);
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is not ('{' or '}'))
            {
                result.Append(c);
            }
            else if (i + 1 < format.Length && format[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '}')
            {
                throw _rendering.Fault("Single '}' encountered in format string");
            }
            else
            {
                var end = EndOfField(format, i + 1);
                result.Append(Field(format[(i + 1)..end], depth));
                i = end;
            }
        }
        _rendering.ChargeText(result.Length);
        return result.ToString();
    }

    private int EndOfField(string format, int start)
    {
        var depth = 1;
        for (var i = start; i < format.Length; i++)
        {
            depth += format[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }
        throw _rendering.Fault("expected '}' before end of string");
    }

    private string Field(string field, int depth)
    {
        var end = field.AsSpan().IndexOfAny('!', ':');
        var name = end < 0 ? field : field[..end];
        var value = Find(name);
        var rest = end < 0 ? "" : field[end..];
        if (rest.StartsWith('!'))
        {
            var isConversion = rest.Length > 1 && rest[1] is 'r' or 's' or 'a' && (rest.Length == 2 || rest[2] == ':');
            if (!isConversion)
            {
                throw _rendering.Fault("Unknown conversion specifier");
            }
            value = new TextValue(rest[1] == 's' ? Printing.Str(_rendering, value) : Printing.Repr(_rendering, value));
            rest = rest[2..];
        }
        var spec = rest.Length == 0 ? "" : Run(rest[1..], depth - 1);
        return FormatSpec.Parse(_rendering, spec).Format(_rendering, value);
    }

    private Value Find(string name)
    {
        var end = name.AsSpan().IndexOfAny('.', '[');
        var first = end < 0 ? name : name[..end];
        var value = FindFirst(first);
        for (var at = end < 0 ? name.Length : end; at < name.Length;)
        {
            if (name[at] == '.')
            {
                var stop = name.AsSpan(at + 1).IndexOfAny('.', '[');
                stop = stop < 0 ? name.Length : at + 1 + stop;
                value = Attributes.Get(_rendering, value, name[(at + 1)..stop]);
                at = stop;
                continue;
            }
            var close = name.IndexOf(']', at);
            if (name[at] != '[' || close < 0)
            {
                throw _rendering.Fault("Missing ']' in format string");
            }
            var key = name[(at + 1)..close];
            var isIndex = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            value = Attributes.GetItem(_rendering, value, isIndex ? IntegerValue.Of(index) : new TextValue(key));
            at = close + 1;
        }
        return value;
    }

    private Value FindFirst(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return FindPositional(name);
        }
        foreach (var (key, value) in _arguments.Named)
        {
            if (key == name)
            {
                return value;
            }
        }
        throw _rendering.Fault($"Key '{name}' is missing");
    }

    private Value FindPositional(string name)
    {
        var index = _next;
        if ((name.Length == 0) != (_next >= 0) && _next != 0)
        {
            throw _rendering.Fault("cannot switch from manual field specification to automatic field numbering");
        }
        if (name.Length == 0)
        {
            _next++;
        }
        else
        {
            _next = -1;
            index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : int.MaxValue;
        }
        if (index >= _arguments.Positional.Length)
        {
            throw _rendering.Fault("Replacement index out of range for positional args tuple");
        }
        return _arguments.Positional[index];
    }
}
