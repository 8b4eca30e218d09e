using System.Globalization;
using System.Text;

namespace Bittensor.Tokenization.Patterns;

/// <summary>The code points that no class of a pattern tells apart, numbered: two have the same number when they are in the same
/// classes.</summary>
internal sealed class LetterKinds
{
    private readonly CodePointSet[] _sets;
    private readonly List<(int First, int Kind)> _runs = [];
    private readonly List<List<int>> _kindsOfSet = [];
    private int _count;

    /// <param name="sets">The classes.</param>
    public LetterKinds(CodePointSet[] sets)
    {
        _sets = sets;
        _kindsOfSet.AddRange(sets.Select(_ => new List<int>()));
        Number();
    }

    /// <summary>A class of .NET's regex syntax over the numbers as letters.</summary>
    /// <param name="set">Index of a class.</param>
    public string Of(int set)
    {
        var kinds = _kindsOfSet[set];
        if (kinds.Count == 0)
        {
            return "(?!)";
        }

        if (kinds.Count == _count)
        {
            return @"[\s\S]";
        }

        if (kinds.Count == 1)
        {
            return Escape(kinds[0]);
        }

        var text = new StringBuilder("[");
        foreach (var (first, last) in CodePointSet.FromRanges(kinds.Select(kind => (kind, kind))).Ranges())
        {
            text.Append(Escape(first));
            if (last > first)
            {
                text.Append('-').Append(Escape(last));
            }
        }

        return text.Append(']').ToString();
    }

    /// <summary>The letter for each code point, in pages; equal pages are the same array.</summary>
    /// <param name="size">Code points a page.</param>
    public char[][] Pages(int size)
    {
        var pages = new char[CodePointSet.Limit / size][];
        var uniform = new Dictionary<char, char[]>();
        var run = 0;
        for (var page = 0; page < pages.Length; page++)
        {
            var first = page * size;
            while (run + 1 < _runs.Count && _runs[run + 1].First <= first)
            {
                run++;
            }

            if (run + 1 == _runs.Count || _runs[run + 1].First >= first + size)
            {
                var letter = (char)_runs[run].Kind;
                if (!uniform.TryGetValue(letter, out var same))
                {
                    same = new char[size];
                    Array.Fill(same, letter);
                    uniform[letter] = same;
                }

                pages[page] = same;
                continue;
            }

            pages[page] = new char[size];
            for (var i = 0; i < size; i++)
            {
                while (run + 1 < _runs.Count && _runs[run + 1].First <= first + i)
                {
                    run++;
                }

                pages[page][i] = (char)_runs[run].Kind;
            }
        }

        return pages;
    }

    private void Number()
    {
        // Between two bounds of any class, all code points are alike.
        var bounds = new SortedSet<int> { 0 };
        foreach (var set in _sets)
        {
            foreach (var bound in set.Bounds)
            {
                bounds.Add(bound);
            }
        }

        bounds.Remove(CodePointSet.Limit);
        var kindOfSignature = new Dictionary<string, int>(StringComparer.Ordinal);
        var signature = new char[_sets.Length];
        foreach (var first in bounds)
        {
            for (var set = 0; set < _sets.Length; set++)
            {
                signature[set] = _sets[set].Contains(first) ? '1' : '0';
            }

            var key = new string(signature);
            if (!kindOfSignature.TryGetValue(key, out var kind))
            {
                kind = _count++;
                kindOfSignature.Add(key, kind);
                for (var set = 0; set < _sets.Length; set++)
                {
                    if (signature[set] == '1')
                    {
                        _kindsOfSet[set].Add(kind);
                    }
                }
            }

            _runs.Add((first, kind));
        }
    }

    private static string Escape(int kind) => string.Create(CultureInfo.InvariantCulture, $"\\u{kind:X4}");
}
