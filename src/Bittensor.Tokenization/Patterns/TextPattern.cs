using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static Bittensor.Tokenization.Patterns.PatternNode;

namespace Bittensor.Tokenization.Patterns;

/// <summary>A pattern that sees code points, with the meaning it has in the engine it was written for.</summary>
/// <remarks>.NET's engine sees UTF-16 units and knows no scripts. So it is not given the text: each code point is replaced by one
/// letter for all code points that the pattern cannot tell apart (that are in the same of its classes), and the pattern's classes
/// are sets of such letters.</remarks>
internal sealed class TextPattern
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    /// <summary>One match may take this long; a pattern that tries longer is not one that cuts text into words.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Regex _regex;
    private readonly char[][] _pages;

    private TextPattern(Regex regex, char[][] pages)
    {
        _regex = regex;
        _pages = pages;
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="PatternException">It has no meaning in its syntax, or one that cannot be carried over.</exception>
    public static TextPattern Parse(string pattern, PatternSyntax syntax) => From(PatternParser.Parse(pattern, syntax));

    /// <summary>The pattern that matches a string and nothing else.</summary>
    public static TextPattern Literal(string text) =>
        From(new Sequence([.. text.EnumerateRunes().Select(letter => new Letter(CodePointSet.Of(letter.Value)))]));

    /// <summary>Appends the matches in a text, from left to right; empty ones too, but for those that touch the one before.</summary>
    /// <param name="text">Well-formed text; it alone is seen.</param>
    /// <param name="matches">Where offsets and lengths in UTF-16 units go.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void FindMatches(
        ReadOnlySpan<char> text, List<(int Offset, int Length)> matches, CancellationToken cancellationToken = default)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var starts = text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? null : ArrayPool<int>.Shared.Rent(text.Length + 1);
        try
        {
            var shadow = rented.AsSpan(0, Shade(text, rented, starts));
            var end = -1;
            foreach (var match in _regex.EnumerateMatches(shadow))
            {
                if (match.Length == 0 && match.Index == end)
                {
                    continue;
                }

                end = match.Index + match.Length;
                var left = starts is null ? match.Index : starts[match.Index];
                var right = starts is null ? end : starts[end];
                matches.Add((left, right - left));
                if (matches.Count % 1024 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
            if (starts is not null)
            {
                ArrayPool<int>.Shared.Return(starts);
            }
        }
    }

    /// <summary>Replaces every match.</summary>
    public string Replace(string text, string by)
    {
        var matches = new List<(int Offset, int Length)>();
        FindMatches(text, matches);
        if (matches.Count == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (offset, length) in matches)
        {
            result.Append(text, from, offset - from).Append(by);
            from = offset + length;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Writes the letters that stand for a text's code points, and where each began; returns how many they are.</summary>
    private int Shade(ReadOnlySpan<char> text, char[] shadow, int[]? starts)
    {
        if (starts is null)
        {
            for (var i = 0; i < text.Length; i++)
            {
                shadow[i] = _pages[text[i] >> PageBits][text[i] & (PageSize - 1)];
            }

            return text.Length;
        }

        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            Rune.DecodeFromUtf16(text[at..], out var letter, out var length);
            shadow[count] = _pages[letter.Value >> PageBits][letter.Value & (PageSize - 1)];
            starts[count] = at;
            at += length;
        }

        starts[count] = text.Length;
        return count;
    }

    private static TextPattern From(PatternNode node)
    {
        var sets = new Dictionary<CodePointSet, int>(ReferenceEqualityComparer.Instance);
        Collect(node, sets);
        var kinds = new LetterKinds([.. sets.Keys]);
        var written = new StringBuilder();
        Write(node, set => kinds.Of(sets[set]), written);
        var regex = new Regex(
            written.ToString(), RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit);
        return new(regex, kinds.Pages(PageSize));
    }

    private static void Collect(PatternNode node, Dictionary<CodePointSet, int> sets)
    {
        switch (node)
        {
            case Letter letter:
                sets.TryAdd(letter.Set, sets.Count);
                break;
            case Sequence sequence:
                sequence.Parts.ToList().ForEach(part => Collect(part, sets));
                break;
            case Choice choice:
                choice.Options.ToList().ForEach(part => Collect(part, sets));
                break;
            case Repeat repeat:
                Collect(repeat.Part, sets);
                break;
            case Atomic atomic:
                Collect(atomic.Part, sets);
                break;
            case Look look:
                Collect(look.Part, sets);
                break;
            default:
                break;
        }
    }

    private static void Write(PatternNode node, Func<CodePointSet, string> writeSet, StringBuilder to)
    {
        switch (node)
        {
            case Letter letter:
                to.Append(writeSet(letter.Set));
                break;
            case Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    WriteGroup("(?:", part, writeSet, to, isNeeded: part is Choice);
                }

                break;
            case Choice choice:
                for (var i = 0; i < choice.Options.Count; i++)
                {
                    to.Append(i == 0 ? "" : "|");
                    Write(choice.Options[i], writeSet, to);
                }

                break;
            case Repeat repeat:
                WriteRepeat(repeat, writeSet, to);
                break;
            case Atomic atomic:
                WriteGroup("(?>", atomic.Part, writeSet, to);
                break;
            case Look look:
                WriteGroup("(?" + (look.Behind ? "<" : "") + (look.Negative ? "!" : "="), look.Part, writeSet, to);
                break;
            case Edge edge:
                to.Append(edge.End ? @"\z" : @"\A");
                break;
            default:
                throw new InvalidOperationException($"A pattern has the part {node.GetType()}.");
        }
    }

    private static void WriteGroup(
        string open, PatternNode node, Func<CodePointSet, string> writeSet, StringBuilder to, bool isNeeded = true)
    {
        to.Append(isNeeded ? open : "");
        Write(node, writeSet, to);
        to.Append(isNeeded ? ")" : "");
    }

    private static void WriteRepeat(Repeat repeat, Func<CodePointSet, string> writeSet, StringBuilder to)
    {
        to.Append(repeat.Greed == Greed.Possessive ? "(?>" : "");
        WriteGroup("(?:", repeat.Part, writeSet, to, isNeeded: repeat.Part is not Letter);
        to.Append((repeat.Least, repeat.Most) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (var least, null) => string.Create(CultureInfo.InvariantCulture, $"{{{least},}}"),
            var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}"),
        });
        to.Append(repeat.Greed == Greed.Lazy ? "?" : "");
        to.Append(repeat.Greed == Greed.Possessive ? ")" : "");
    }
}
