using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>Values that hold others: iteration, length, slices.</summary>
internal static class Sequences
{
    /// <summary>Reads the items of a value; each is a step.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="fault">What the error says where it has none.</param>
    public static IEnumerable<Value> Iterate(Rendering rendering, Value value, string? fault = null)
    {
        var items = value switch
        {
            ItemsValue list => list.Items,
            DictValue dict => dict.Entries.Keys,
            DictViewValue view => view.Items(),
            TextValue text => Characters.Split(text.Text).Select(character => (Value)new TextValue(character)),
            RangeValue range => Enumerable.Range(0, range.Length).Select(i => range[i]),
            StreamValue stream => ReadAll(rendering, stream),
            UndefinedValue => [],
            _ => throw rendering.Fault(fault ?? $"'{value.TypeName}' object is not iterable"),
        };
        return Counted(rendering, items);
    }

    /// <summary>Whether a value can be iterated.</summary>
    public static bool IsIterable(Value value) =>
        value is ItemsValue or DictValue or DictViewValue or TextValue or RangeValue or StreamValue or UndefinedValue or LoopValue;

    /// <summary>Copies the items of a value.</summary>
    public static Value[] ToArray(Rendering rendering, Value value) => [.. Iterate(rendering, value)];

    /// <summary>Length of a value (<c>len</c>).</summary>
    /// <returns>The length, or null where it has none.</returns>
    public static int? Length(Rendering rendering, Value value)
    {
        if (value is TextValue text)
        {
            rendering.ChargeText(text.Text.Length);
        }
        return value switch
        {
            ItemsValue list => list.Items.Length,
            DictValue dict => dict.Entries.Count,
            DictViewValue view => view.Dict.Entries.Count,
            TextValue characters => characters.Length,
            RangeValue range => range.Length,
            LoopValue loop => loop.Length,
            UndefinedValue => 0,
            _ => null,
        };
    }

    /// <summary>Reads the item of a list, tuple, range or text with an index; a negative one counts from the end.</summary>
    /// <returns>The item, or null where there is none.</returns>
    public static Value? ItemAt(Rendering rendering, Value value, BigInteger index)
    {
        var length = Length(rendering, value) ?? 0;
        if (index < 0)
        {
            index += length;
        }
        if (index < 0 || index >= length)
        {
            return null;
        }
        var position = (int)index;
        switch (value)
        {
            case ItemsValue list:
                return list.Items[position];
            case RangeValue range:
                return range[position];
            case TextValue text:
                var offset = Characters.OffsetOf(text, position);
                return text.With(text.Text.Substring(offset, Characters.LengthAt(text.Text, offset)));
            default:
                return null;
        }
    }

    /// <summary>Cuts a piece out of a list, tuple, range or text.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="start">First index, or null or None.</param>
    /// <param name="stop">Index to stop before, or null or None.</param>
    /// <param name="step">Distance, or null or None.</param>
    public static Value Slice(Rendering rendering, Value value, Value? start, Value? stop, Value? step)
    {
        if (value is UndefinedValue undefined)
        {
            throw rendering.Fault(undefined.Message);
        }
        if (value is not (ItemsValue or RangeValue or TextValue))
        {
            throw rendering.Fault($"'{value.TypeName}' object is not subscriptable by a slice");
        }
        var length = Length(rendering, value) ?? 0;
        var by = Bound(rendering, step) ?? 1;
        if (by == 0)
        {
            throw rendering.Fault("slice step cannot be zero");
        }
        var lowest = by > 0 ? 0 : -1;
        var highest = by > 0 ? length : length - 1;
        var from = Clamp(Bound(rendering, start), by > 0 ? lowest : highest, length, lowest, highest);
        var to = Clamp(Bound(rendering, stop), by > 0 ? highest : lowest, length, lowest, highest);
        var count = CountOf(from, to, by);
        var distance = (int)BigInteger.Max(int.MinValue, BigInteger.Min(int.MaxValue, by));
        rendering.Charge(count);
        return value switch
        {
            TextValue text => SliceText(rendering, text, from, count, distance),
            RangeValue range => SliceRange(range, from, to, count, distance),
            ItemsValue list => list.With([.. Enumerable.Range(0, count).Select(i => list.Items[from + (int)((long)i * distance)])]),
            _ => value,
        };
    }

    private static IEnumerable<Value> Counted(Rendering rendering, IEnumerable<Value> items)
    {
        foreach (var item in items)
        {
            rendering.Charge(1);
            yield return item;
        }
    }

    private static IEnumerable<Value> ReadAll(Rendering rendering, StreamValue stream)
    {
        while (true)
        {
            // a stream may read another that reads another: each level takes stack
            rendering.Enter();
            var found = stream.TryRead(out var item, out var isRunning);
            rendering.Leave();
            if (isRunning)
            {
                throw rendering.Fault("generator already executing");
            }
            if (!found)
            {
                yield break;
            }
            yield return item;
        }
    }

    private static BigInteger? Bound(Rendering rendering, Value? value) => value switch
    {
        null or NoneValue => null,
        WholeValue whole => whole.Number,
        UndefinedValue undefined => throw rendering.Fault(undefined.Message),
        _ => throw rendering.Fault("slice indices must be integers or None"),
    };

    private static int Clamp(BigInteger? bound, int absent, int length, int lowest, int highest)
    {
        if (bound is not { } index)
        {
            return absent;
        }
        if (index < 0)
        {
            index += length;
        }
        return (int)BigInteger.Max(lowest, BigInteger.Min(highest, index));
    }

    private static int CountOf(int from, int to, BigInteger by)
    {
        var span = by > 0 ? (long)to - from : (long)from - to;
        if (span <= 0)
        {
            return 0;
        }
        return (int)(((span - 1) / BigInteger.Abs(by)) + 1);
    }

    private static TextValue SliceText(Rendering rendering, TextValue text, int from, int count, int distance)
    {
        if (count == 0)
        {
            return text.With("");
        }
        if (distance == 1)
        {
            var begin = Characters.OffsetOf(text, from);
            var end = Characters.OffsetOf(text, from + count);
            rendering.ChargeText(end - begin);
            return text.With(text.Text[begin..end]);
        }
        rendering.ChargeText(text.Text.Length);
        var characters = Characters.Split(text.Text).ToArray();
        rendering.Charge(characters.Length);
        return text.With(string.Concat(Enumerable.Range(0, count).Select(i => characters[from + (int)((long)i * distance)])));
    }

    private static RangeValue SliceRange(RangeValue range, int from, int to, int count, int distance) =>
        new(range.Start + (from * range.Step), range.Start + (to * range.Step), range.Step * distance, count);
}
