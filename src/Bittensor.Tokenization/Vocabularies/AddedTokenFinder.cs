using System.Buffers;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Cuts a text at added tokens: the first in the text wins, and of several there the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly SearchValues<string> _contents;
    private readonly AddedToken[] _longestFirst;

    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _longestFirst = [.. tokens.Where(token => token.Content.Length > 0).OrderByDescending(token => token.Content.Length)];
        _contents = SearchValues.Create([.. _longestFirst.Select(token => token.Content)], StringComparison.Ordinal);
    }

    /// <summary>Finds the next added token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="left">Where the token begins, white space that belongs to it included; the end of the text if there is
    /// none.</param>
    /// <param name="right">Where it ends.</param>
    /// <returns>The token, or null when no other follows.</returns>
    public AddedToken? Next(string text, int from, out int left, out int right)
    {
        for (var at = from; _longestFirst.Length > 0 && at < text.Length; at++)
        {
            var distance = text.AsSpan(at).IndexOfAny(_contents);
            if (distance < 0)
            {
                break;
            }

            at += distance;
            foreach (var token in _longestFirst)
            {
                if (IsAt(text, at, token))
                {
                    left = token.TakesLeftSpace ? WithoutSpaceBefore(text, at, from) : at;
                    right = at + token.Content.Length;
                    right = token.TakesRightSpace ? WithoutSpaceAfter(text, right) : right;
                    return token;
                }
            }
        }

        left = right = text.Length;
        return null;
    }

    private static bool IsAt(string text, int at, AddedToken token)
    {
        var end = at + token.Content.Length;
        return text.AsSpan(at).StartsWith(token.Content, StringComparison.Ordinal)
            && (!token.SingleWord
                || ((at == 0 || !IsWordLetter(text[at - 1])) && (end == text.Length || !IsWordLetter(text[end]))));
    }

    private static bool IsWordLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static int WithoutSpaceBefore(string text, int at, int from)
    {
        while (at > from && char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static int WithoutSpaceAfter(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
