namespace Bittensor.Tokenization.Patterns;

/// <summary>A set of Unicode code points, held as sorted ranges.</summary>
internal sealed class CodePointSet
{
    /// <summary>One more than the largest code point.</summary>
    public const int Limit = 0x110000;

    /// <summary>Where membership changes: an even entry begins a range, the odd one after it ends it (exclusive).</summary>
    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    /// <summary>No code point.</summary>
    public static CodePointSet Empty { get; } = new([]);

    /// <summary>Every code point.</summary>
    public static CodePointSet All { get; } = new([0, Limit]);

    /// <summary>Where membership changes, in ascending order.</summary>
    public ReadOnlySpan<int> Bounds => _bounds;

    public bool IsEmpty => _bounds.Length == 0;

    /// <summary>The one code point of a set that has no other, or null.</summary>
    public int? Single => _bounds.Length == 2 && _bounds[1] == _bounds[0] + 1 ? _bounds[0] : null;

    public static CodePointSet Of(int first, int last) => new([first, last + 1]);

    public static CodePointSet Of(int letter) => Of(letter, letter);

    /// <summary>The code points of a string.</summary>
    public static CodePointSet OfLetters(string letters) =>
        FromRanges(letters.EnumerateRunes().Select(letter => (letter.Value, letter.Value)));

    /// <summary>Joins ranges in any order.</summary>
    /// <param name="ranges">First and last code points.</param>
    public static CodePointSet FromRanges(IEnumerable<(int First, int Last)> ranges)
    {
        var bounds = new List<int>();
        foreach (var (first, last) in ranges.OrderBy(range => range.First))
        {
            if (bounds.Count > 0 && first <= bounds[^1])
            {
                bounds[^1] = Math.Max(bounds[^1], last + 1);
            }
            else
            {
                bounds.Add(first);
                bounds.Add(last + 1);
            }
        }

        return new([.. bounds]);
    }

    /// <summary>The code points for which a condition holds.</summary>
    public static CodePointSet Where(Func<int, bool> condition)
    {
        var bounds = new List<int>();
        var isInside = false;
        for (var letter = 0; letter < Limit; letter++)
        {
            if (condition(letter) != isInside)
            {
                bounds.Add(letter);
                isInside = !isInside;
            }
        }

        if (isInside)
        {
            bounds.Add(Limit);
        }

        return new([.. bounds]);
    }

    public bool Contains(int letter)
    {
        var at = Array.BinarySearch(_bounds, letter);
        var changes = at >= 0 ? at + 1 : ~at;
        return changes % 2 == 1;
    }

    /// <summary>All other code points.</summary>
    public CodePointSet Complement()
    {
        var bounds = new List<int>(_bounds);
        Toggle(bounds, 0, 0);
        Toggle(bounds, bounds.Count, Limit);
        return new([.. bounds]);
    }

    public CodePointSet Union(CodePointSet other) => FromRanges(Ranges().Concat(other.Ranges()));

    public CodePointSet Intersect(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    public CodePointSet Except(CodePointSet other) => Intersect(other.Complement());

    /// <summary>First and last code point of each range.</summary>
    public IEnumerable<(int First, int Last)> Ranges()
    {
        for (var i = 0; i < _bounds.Length; i += 2)
        {
            yield return (_bounds[i], _bounds[i + 1] - 1);
        }
    }

    /// <summary>Removes a bound at a place, or adds it there when there is none.</summary>
    private static void Toggle(List<int> bounds, int at, int bound)
    {
        var existing = at == 0 ? 0 : bounds.Count - 1;
        if (bounds.Count > 0 && bounds[existing] == bound)
        {
            bounds.RemoveAt(existing);
        }
        else
        {
            bounds.Insert(at, bound);
        }
    }
}
