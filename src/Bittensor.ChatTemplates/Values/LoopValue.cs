using Bittensor.ChatTemplates.Evaluation;

namespace Bittensor.ChatTemplates.Values;

/// <summary>The variable <c>loop</c> of a for block. Lists are known in full; the items of a stream are read no further than they
/// are asked for.</summary>
internal sealed class LoopValue : Value
{
    private readonly Rendering _rendering;
    private readonly Queue<Value> _ahead = new();
    private readonly IEnumerator<Value> _items;
    private int? _length;
    private Value? _before, _current;
    private Value[]? _lastChanged;

    /// <summary>Begins a loop.</summary>
    /// <param name="rendering">The rendering.</param>
    /// <param name="items">Items of the loop.</param>
    /// <param name="length">How many there are, or null where that is not known.</param>
    /// <param name="depth">How deep it is in a recursive loop, from 0.</param>
    /// <param name="recurse">Renders the loop's body for other items, or null where the loop is not recursive.</param>
    public LoopValue(Rendering rendering, IEnumerable<Value> items, int? length, int depth, Func<Value, int, Value>? recurse)
    {
        _rendering = rendering;
        _items = items.GetEnumerator();
        _length = length;
        Depth = depth;
        Recurse = recurse;
    }

    public override string TypeName => "LoopContext";

    public int Depth { get; }

    public Func<Value, int, Value>? Recurse { get; }

    /// <summary>Index of the current round, from 0.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Number of rounds; reads the whole stream.</summary>
    public int Length
    {
        get
        {
            if (_length == null)
            {
                while (_items.MoveNext())
                {
                    _ahead.Enqueue(_items.Current);
                }
                _length = Index + 1 + _ahead.Count;
            }
            return _length.Value;
        }
    }

    /// <summary>Goes to the next round.</summary>
    /// <returns>Its item, or null at the end.</returns>
    public Value? Next()
    {
        if (!_ahead.TryDequeue(out var item))
        {
            if (!_items.MoveNext())
            {
                return null;
            }
            item = _items.Current;
        }
        Index++;
        _before = _current;
        _current = item;
        return item;
    }

    /// <summary>Reads an attribute of the variable.</summary>
    /// <returns>The attribute, or null where there is none of that name.</returns>
    public Value? Attribute(string name) => name switch
    {
        "index" => IntegerValue.Of(Index + 1),
        "index0" => IntegerValue.Of(Index),
        "revindex" => IntegerValue.Of(Length - Index),
        "revindex0" => IntegerValue.Of(Length - Index - 1),
        "first" => BooleanValue.Of(Index == 0),
        "last" => BooleanValue.Of(Peek() == null),
        "length" => IntegerValue.Of(Length),
        "depth" => IntegerValue.Of(Depth + 1),
        "depth0" => IntegerValue.Of(Depth),
        "previtem" => Index > 0 ? _before! : new UndefinedValue("there is no previous item"),
        "nextitem" => Peek() ?? new UndefinedValue("there is no next item"),
        "cycle" => new FunctionValue("cycle", Cycle),
        "changed" => new FunctionValue("changed", Changed),
        _ => null,
    };

    private Value? Peek()
    {
        if (_ahead.Count == 0 && _items.MoveNext())
        {
            _ahead.Enqueue(_items.Current);
        }
        return _ahead.TryPeek(out var item) ? item : null;
    }

    private Value Cycle(Rendering rendering, Arguments arguments)
    {
        if (arguments.Positional.Length == 0 || arguments.Named.Count > 0)
        {
            throw rendering.Fault("cycle() takes one or more items");
        }
        return arguments.Positional[Index % arguments.Positional.Length];
    }

    private BooleanValue Changed(Rendering rendering, Arguments arguments)
    {
        var same = _lastChanged != null && Comparison.AreEqual(_rendering, new TupleValue(_lastChanged), new TupleValue(arguments.Positional));
        _lastChanged = arguments.Positional;
        return BooleanValue.Of(!same);
    }
}
