using System.Buffers;
using System.Text;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Patterns;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Cuts a text at added tokens: the first in the text wins, and of several there the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly SearchValues<string> _contents;
    private readonly Dictionary<string, AddedToken>.AlternateLookup<ReadOnlySpan<char>> _tokenOfContent;
    private readonly int[] _lengths;

    /// <param name="tokens">What is looked for, and which token it is.</param>
    public AddedTokenFinder(IEnumerable<(string Content, AddedToken Token)> tokens)
    {
        var tokenOfContent = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        foreach (var (content, token) in tokens)
        {
            if (content.Length > 0)
            {
                tokenOfContent[content] = token;
            }
        }

        _tokenOfContent = tokenOfContent.GetAlternateLookup<ReadOnlySpan<char>>();
        _lengths = [.. tokenOfContent.Keys.Select(content => content.Length).Distinct().OrderDescending()];
        _contents = SearchValues.Create([.. tokenOfContent.Keys], StringComparison.Ordinal);
    }

    /// <summary>Appends the stretches of a text: added tokens and what lies between them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">Where the stretches go, with the token of those that are one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Cut(TextPiece text, List<(TextPiece Part, AddedToken? Token)> parts, CancellationToken cancellationToken)
    {
        var from = 0; // where what is in no part yet begins
        var at = 0;
        for (var found = 0; _lengths.Length > 0 && at < text.Length; found++)
        {
            if (found % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var distance = text.Text[at..].IndexOfAny(_contents);
            if (distance < 0)
            {
                break;
            }

            var left = at + distance;
            var token = LongestAt(text.Text[left..], out var length);
            var right = left + length;
            at = right; // a token that does not count hides others that begin in it
            if (token.SingleWord && !IsAlone(text.Text, left, right))
            {
                continue;
            }

            left = token.TakesLeftSpace ? Math.Max(from, text.Text[..left].TrimEnd().Length) : left;
            right = token.TakesRightSpace ? text.Length - text.Text[right..].TrimStart().Length : right;
            if (left > from)
            {
                parts.Add((text.Slice(from, left - from), null));
            }

            parts.Add((text.Slice(left, right - left), token));
            from = right;
            at = Math.Max(at, right);
        }

        if (from < text.Length)
        {
            parts.Add((text.Slice(from, text.Length - from), null));
        }
    }

    private AddedToken LongestAt(ReadOnlySpan<char> text, out int length)
    {
        foreach (var candidate in _lengths)
        {
            if (candidate <= text.Length && _tokenOfContent.TryGetValue(text[..candidate], out var token))
            {
                length = candidate;
                return token;
            }
        }

        throw new InvalidOperationException("A search found an added token where none is.");
    }

    private static bool IsAlone(ReadOnlySpan<char> text, int left, int right)
    {
        Rune.DecodeLastFromUtf16(text[..left], out var before, out _);
        Rune.DecodeFromUtf16(text[right..], out var after, out _);
        return (left == 0 || !UnicodeClasses.RustWord.Contains(before.Value))
            && (right == text.Length || !UnicodeClasses.RustWord.Contains(after.Value));
    }
}
