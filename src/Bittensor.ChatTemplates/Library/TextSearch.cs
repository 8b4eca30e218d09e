using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Searches in texts, with indices in code points.</summary>
internal static class TextSearch
{
    /// <summary>Reads the bounds that many methods take last.</summary>
    /// <returns>First index and index to stop before, both within the length.</returns>
    public static (int Start, int Stop) Window(Rendering rendering, int length, Value? start, Value? stop) =>
        (Bound(rendering, length, start, 0), Bound(rendering, length, stop, length));

    /// <summary>Index of a text, or -1. Arguments: the text, then bounds.</summary>
    public static int Find(Rendering rendering, TextValue self, Value?[] arguments, bool last)
    {
        var part = Methods.RequireText(rendering, arguments[0]!).Text;
        rendering.ChargeSearch(self.Text.Length, part.Length);
        var (window, start) = Cut(rendering, self, arguments);
        if (window == null)
        {
            return -1;
        }
        var at = last ? LastIndexOf(window, part) : window.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? -1 : start + Characters.Count(window[..at]);
    }

    /// <summary>How often a text occurs without overlap. Arguments: the text, then bounds.</summary>
    public static int Count(Rendering rendering, TextValue self, Value?[] arguments)
    {
        var part = Methods.RequireText(rendering, arguments[0]!).Text;
        rendering.ChargeSearch(self.Text.Length, part.Length);
        var (window, _) = Cut(rendering, self, arguments);
        if (window == null)
        {
            return 0;
        }
        if (part.Length == 0)
        {
            return Characters.Count(window) + 1;
        }
        var count = 0;
        var at = window.IndexOf(part, StringComparison.Ordinal);
        while (at >= 0)
        {
            count++;
            at = window.IndexOf(part, at + part.Length, StringComparison.Ordinal);
        }
        return count;
    }

    /// <summary>Whether a text begins or ends with another, or with one of a tuple. Arguments: those, then bounds.</summary>
    public static BooleanValue HasAffix(Rendering rendering, TextValue self, Value?[] arguments, bool atEnd)
    {
        var affixes = arguments[0] switch
        {
            TextValue one => [one],
            TupleValue several => several.Items,
            _ => throw rendering.Fault($"first arg must be str or a tuple of str, not {arguments[0]!.TypeName}"),
        };
        var (window, _) = Cut(rendering, self, arguments);
        foreach (var affix in affixes)
        {
            var text = Methods.RequireText(rendering, affix).Text;
            if (window == null)
            {
                continue;
            }
            if (atEnd ? window.EndsWith(text, StringComparison.Ordinal) : window.StartsWith(text, StringComparison.Ordinal))
            {
                return BooleanValue.True;
            }
        }
        return BooleanValue.False;
    }

    /// <summary>Splits a text.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="self">The text.</param>
    /// <param name="separator">The separator; null or None for runs of white space.</param>
    /// <param name="most">Most cuts; null or -1 for all.</param>
    /// <param name="fromEnd">Whether the last cuts are made rather than the first.</param>
    public static ListValue Split(Rendering rendering, TextValue self, Value? separator, Value? most, bool fromEnd)
    {
        rendering.ChargeText(self.Text.Length);
        var limit = most == null ? -1 : Methods.RequireInt(rendering, most);
        limit = limit < 0 ? int.MaxValue : limit;
        List<string> parts;
        if (separator is null or NoneValue)
        {
            parts = fromEnd ? SplitSpaceFromEnd(rendering, self.Text, limit) : SplitSpace(rendering, self.Text, limit);
        }
        else
        {
            var sep = Methods.RequireText(rendering, separator).Text;
            if (sep.Length == 0)
            {
                throw rendering.Fault("empty separator");
            }
            rendering.ChargeSearch(self.Text.Length, sep.Length);
            parts = fromEnd ? SplitTextFromEnd(rendering, self.Text, sep, limit) : SplitText(rendering, self.Text, sep, limit);
        }
        return new ListValue([.. parts.Select(self.With)]);
    }

    private static int LastIndexOf(string text, string part) =>
        part.Length == 0 ? text.Length : text.LastIndexOf(part, StringComparison.Ordinal);

    private static int Bound(Rendering rendering, int length, Value? value, int absent)
    {
        if (value is null or NoneValue)
        {
            return absent;
        }
        if (value is not WholeValue whole)
        {
            throw rendering.Fault("slice indices must be integers or None");
        }
        var index = whole.Number.Sign < 0 ? BigInteger.Max(whole.Number + length, 0) : whole.Number;
        return (int)BigInteger.Min(index, int.MaxValue);
    }

    private static (string? Window, int Start) Cut(Rendering rendering, TextValue self, Value?[] arguments)
    {
        rendering.ChargeText(self.Text.Length);
        if (arguments[1] == null && arguments[2] == null)
        {
            return (self.Text, 0);
        }
        var (start, stop) = Window(rendering, self.Length, arguments[1], arguments[2]);
        stop = Math.Min(stop, self.Length);
        return start > stop ? (null, 0) : (self.Text[Characters.OffsetOf(self, start)..Characters.OffsetOf(self, stop)], start);
    }

    private static List<string> SplitSpace(Rendering rendering, string text, int limit)
    {
        var parts = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && Characters.IsSpace(text[at]))
            {
                at++;
            }
            if (at == text.Length)
            {
                return parts;
            }
            if (parts.Count == limit)
            {
                parts.Add(text[at..]);
                return parts;
            }
            var start = at;
            while (at < text.Length && !Characters.IsSpace(text[at]))
            {
                at++;
            }
            rendering.Charge(1);
            parts.Add(text[start..at]);
        }
    }

    private static List<string> SplitSpaceFromEnd(Rendering rendering, string text, int limit)
    {
        var parts = new List<string>();
        var end = text.Length;
        while (true)
        {
            while (end > 0 && Characters.IsSpace(text[end - 1]))
            {
                end--;
            }
            if (end == 0)
            {
                break;
            }
            var start = end;
            while (start > 0 && parts.Count < limit && !Characters.IsSpace(text[start - 1]))
            {
                start--;
            }
            start = parts.Count == limit ? 0 : start;
            rendering.Charge(1);
            parts.Add(text[start..end]);
            end = start;
        }
        parts.Reverse();
        return parts;
    }

    private static List<string> SplitText(Rendering rendering, string text, string separator, int limit)
    {
        var parts = new List<string>();
        var at = 0;
        for (var next = text.IndexOf(separator, StringComparison.Ordinal); next >= 0 && parts.Count < limit;)
        {
            rendering.Charge(1);
            parts.Add(text[at..next]);
            at = next + separator.Length;
            next = text.IndexOf(separator, at, StringComparison.Ordinal);
        }
        parts.Add(text[at..]);
        return parts;
    }

    private static List<string> SplitTextFromEnd(Rendering rendering, string text, string separator, int limit)
    {
        var parts = new List<string>();
        var rest = text.AsSpan();
        for (var last = rest.LastIndexOf(separator); last >= 0 && parts.Count < limit; last = rest.LastIndexOf(separator))
        {
            rendering.Charge(1);
            parts.Add(rest[(last + separator.Length)..].ToString());
            rest = rest[..last];
        }
        parts.Add(rest.ToString());
        parts.Reverse();
        return parts;
    }
}
