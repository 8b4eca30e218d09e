using System.Collections.Frozen;
using System.Numerics;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Functions that every template finds: those of Jinja, and the two that transformers adds.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, FunctionValue> All = new FunctionValue[]
    {
        new("range", Range),
        new("dict", (rendering, arguments) => MakeDict(rendering, arguments, "dict")),
        new("namespace", (rendering, arguments) => new NamespaceValue(MakeDict(rendering, arguments, "namespace"))),
        new("joiner", Joiner),
        new("raise_exception", RaiseException),
        new("strftime_now", StrftimeNow),
    }.ToFrozenDictionary(function => function.Name);

    private static readonly Signature
        JoinerSignature = new("joiner", "?sep"),
        RaiseSignature = new("raise_exception", "message"),
        StrftimeSignature = new("strftime_now", "format");

    /// <summary>Finds a function by name.</summary>
    public static FunctionValue? TryGet(string name) => All.GetValueOrDefault(name);

    private static RangeValue Range(Rendering rendering, Arguments arguments)
    {
        var numbers = arguments.Positional;
        if (numbers.Length is 0 or > 3 || arguments.Named.Count > 0)
        {
            throw rendering.Fault("range expected 1 to 3 arguments");
        }
        var start = numbers.Length == 1 ? BigInteger.Zero : Whole(rendering, numbers[0]);
        var stop = Whole(rendering, numbers[numbers.Length == 1 ? 0 : 1]);
        var step = numbers.Length == 3 ? Whole(rendering, numbers[2]) : BigInteger.One;
        if (step.IsZero)
        {
            throw rendering.Fault("range() arg 3 must not be zero");
        }
        var span = step.Sign > 0 ? stop - start : start - stop;
        var length = span.Sign > 0 ? ((span - 1) / BigInteger.Abs(step)) + 1 : BigInteger.Zero;
        var isFar = BigInteger.Abs(start) > int.MaxValue || BigInteger.Abs(stop) > int.MaxValue || BigInteger.Abs(step) > int.MaxValue;
        if (length > rendering.Options.MaxRangeLength || isFar)
        {
            throw rendering.Exceeds(ChatTemplateLimit.RangeLength, rendering.Options.MaxRangeLength);
        }
        return new RangeValue((long)start, (long)stop, (long)step, (int)length);
    }

    private static BigInteger Whole(Rendering rendering, Value value) => value switch
    {
        WholeValue whole => whole.Number,
        _ => throw rendering.Fault($"'{value.TypeName}' object cannot be interpreted as an integer"),
    };

    private static DictValue MakeDict(Rendering rendering, Arguments arguments, string name)
    {
        if (arguments.Positional.Length > 1)
        {
            throw rendering.Fault($"{name} expected at most 1 argument, got {arguments.Positional.Length}");
        }
        var entries = new OrderedDictionary<Value, Value>(rendering.Keys);
        foreach (var source in arguments.Positional)
        {
            AddEntries(rendering, entries, source);
        }
        foreach (var (key, value) in arguments.Named)
        {
            entries[new TextValue(key)] = value;
        }
        return new DictValue(entries);
    }

    private static void AddEntries(Rendering rendering, OrderedDictionary<Value, Value> entries, Value source)
    {
        if (source is DictValue dict)
        {
            rendering.Charge(dict.Entries.Count);
            foreach (var (key, value) in dict.Entries)
            {
                entries[key] = value;
            }
            return;
        }
        foreach (var item in Sequences.Iterate(rendering, source))
        {
            var pair = Sequences.ToArray(rendering, item);
            if (pair.Length != 2)
            {
                throw rendering.Fault($"dictionary update sequence element has length {pair.Length}; 2 is required");
            }
            entries[pair[0]] = pair[1];
        }
    }

    private static FunctionValue Joiner(Rendering rendering, Arguments arguments)
    {
        var separator = JoinerSignature.Bind(rendering, arguments)[0] ?? new TextValue(", ");
        var isUsed = false;
        return new FunctionValue("joiner", (inner, given) =>
        {
            if (given.Positional.Length + given.Named.Count > 0)
            {
                throw inner.Fault("joiner takes no arguments");
            }
            var result = isUsed ? separator : TextValue.Empty;
            isUsed = true;
            return result;
        });
    }

    private static Value RaiseException(Rendering rendering, Arguments arguments)
    {
        var message = RaiseSignature.Bind(rendering, arguments)[0]!;
        throw rendering.Refusal(Printing.Str(rendering, message));
    }

    private static TextValue StrftimeNow(Rendering rendering, Arguments arguments)
    {
        if (StrftimeSignature.Bind(rendering, arguments)[0] is not TextValue format)
        {
            throw rendering.Fault("strftime() argument 1 must be str");
        }
        rendering.ChargeText(format.Text.Length * 16L);
        return rendering.Text(Clock.Format(rendering.Options.TimeProvider.GetLocalNow(), format.Text));
    }
}
