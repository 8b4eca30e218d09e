using System.Text;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Parts;

/// <summary>Cuts at what a pattern matches.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="behavior">What becomes of matches.</param>
/// <param name="isInverted">Whether what lies between the matches counts as matched instead.</param>
internal sealed class PatternSplit(TextPattern pattern, SplitBehavior behavior, bool isInverted = false) : IPreTokenizer
{
    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var parts = new List<TextPiece>(pieces.Count);
        var matches = new List<(int Offset, int Length)>();
        var stretches = new List<(int Left, int Right, bool IsMatch)>();
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            matches.Clear();
            stretches.Clear();
            pattern.FindMatches(piece.Text, matches, cancellationToken);
            PieceCutter.Cover(piece.Length, matches, isInverted, stretches);
            PieceCutter.Cut(piece, stretches, behavior, parts);
        }

        return parts;
    }
}

/// <summary>Cuts at letters.</summary>
/// <param name="isMatch">Whether a letter is one of them.</param>
/// <param name="behavior">What becomes of each.</param>
internal sealed class LetterSplit(Func<Rune, bool> isMatch, SplitBehavior behavior) : IPreTokenizer
{
    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var parts = new List<TextPiece>(pieces.Count);
        var matches = new List<(int Offset, int Length)>();
        var stretches = new List<(int Left, int Right, bool IsMatch)>();
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            matches.Clear();
            stretches.Clear();
            var at = 0;
            foreach (var letter in piece.Text.EnumerateRunes())
            {
                if (isMatch(letter))
                {
                    matches.Add((at, letter.Utf16SequenceLength));
                }

                at += letter.Utf16SequenceLength;
            }

            PieceCutter.Cover(piece.Length, matches, false, stretches);
            PieceCutter.Cut(piece, stretches, behavior, parts);
        }

        return parts;
    }
}

/// <summary>Puts a letter in place of spaces and before words, and cuts there.</summary>
/// <param name="letter">The letter.</param>
/// <param name="scheme">Where it is put before a piece: "always", "first" (only at the start of the text) or "never".</param>
/// <param name="splits">Whether words end there.</param>
internal sealed class MetaspaceSplit(Rune letter, string scheme, bool splits) : IPreTokenizer
{
    private readonly string _letter = letter.ToString();
    private readonly LetterSplit _words = new(other => other == letter, SplitBehavior.MergedWithNext);

    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var marked = pieces.ConvertAll(Mark);
        return splits ? _words.Apply(marked, cancellationToken) : marked;
    }

    private TextPiece Mark(TextPiece piece)
    {
        var text = piece.ToString();
        var changed = text.Replace(" ", _letter, StringComparison.Ordinal);
        var fromStart = piece.FromStart == 0 ? 0 : text[..piece.FromStart].Replace(" ", _letter, StringComparison.Ordinal).Length;
        var isWanted = scheme == "always" || (scheme == "first" && piece.FromStart > 0);
        if (isWanted && !changed.StartsWith(_letter, StringComparison.Ordinal))
        {
            changed = _letter + changed;
            fromStart += fromStart == 0 ? 0 : _letter.Length;
        }

        return ReferenceEquals(changed, text) ? piece : new(changed, fromStart);
    }
}

/// <summary>Puts a letter in place of each byte, after cutting into words as GPT-2 does.</summary>
/// <param name="addsSpace">Whether each piece gets a space before it, unless it has one.</param>
/// <param name="splits">Whether it cuts.</param>
internal sealed class ByteLevelSplit(bool addsSpace, bool splits) : IPreTokenizer
{
    private readonly WordSplitter _words = new([new(KnownPatterns.Gpt2())]);

    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var parts = new List<TextPiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = piece.ToString();
            var fromStart = piece.FromStart;
            if (addsSpace && !text.StartsWith(' '))
            {
                text = " " + text;
                fromStart += fromStart == 0 ? 0 : 1;
            }

            var whole = new TextPiece(text, fromStart);
            if (!splits)
            {
                parts.Add(ToBytes(whole));
                continue;
            }

            foreach (var (offset, length) in _words.Split(text))
            {
                parts.Add(ToBytes(whole.Slice(offset, length)));
            }
        }

        return parts;
    }

    private static TextPiece ToBytes(TextPiece piece) => new(
        ByteLetters.FromText(piece.ToString()),
        piece.FromStart == 0 ? 0 : Encoding.UTF8.GetByteCount(piece.Text[..piece.FromStart]));
}

/// <summary>Cuts after every so many letters.</summary>
/// <param name="size">Letters a part.</param>
internal sealed class FixedLengthSplit(int size) : IPreTokenizer
{
    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var parts = new List<TextPiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = 0;
            var at = 0;
            var count = 0;
            foreach (var letter in piece.Text.EnumerateRunes())
            {
                at += letter.Utf16SequenceLength;
                if (++count == size)
                {
                    parts.Add(piece.Slice(from, at - from));
                    from = at;
                    count = 0;
                }
            }

            if (at > from)
            {
                parts.Add(piece.Slice(from, at - from));
            }
        }

        return parts;
    }
}

/// <summary>Cuts where the script changes. Letters that belong to none before the first that does are lost, as in Hugging Face's
/// library.</summary>
internal sealed class ScriptSplit : IPreTokenizer
{
    private const int Any = -1, Han = -2, Unknown = -3;

    private static readonly Lazy<Func<int, int>> Finder = new(UnicodeScripts.Finder);

    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken)
    {
        var parts = new List<TextPiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (last, from, at) = (Unknown, -1, 0);
            foreach (var letter in piece.Text.EnumerateRunes())
            {
                var script = ScriptOf(letter.Value);
                if (script != Any && script != last)
                {
                    if (from >= 0)
                    {
                        parts.Add(piece.Slice(from, at - from));
                    }

                    from = at;
                    last = script;
                }

                at += letter.Utf16SequenceLength;
            }

            if (from >= 0)
            {
                parts.Add(piece.Slice(from, at - from));
            }
        }

        return parts;
    }

    /// <summary>Kana count as Han, and a space as any script.</summary>
    private static int ScriptOf(int letter)
    {
        if (letter == ' ')
        {
            return Any;
        }

        var script = Finder.Value(letter);
        return letter == 0x30FC || script == UnicodeScripts.Hiragana || script == UnicodeScripts.Katakana || script == UnicodeScripts.Han
            ? Han
            : script;
    }
}
