using System.Globalization;
using System.Text;
using Bittensor.Tokenization.Unicode;

namespace Bittensor.Tokenization.Alignment;

/// <summary>Finds tokens in a text that the tokenizer has changed before it split it: lower case, no accents, other forms,
/// unknown words. Both sides are compared without spaces, case, accents and compatibility forms.</summary>
/// <remarks>What no token stands for belongs to the token after it, at the end of the text to the last.</remarks>
internal static class FoldedSpans
{
    /// <summary>Finds the spans.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="ids">The text's tokens.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static TokenSpan[] Find(ITextTokenizer tokenizer, string text, ReadOnlySpan<int> ids, CancellationToken cancellationToken)
    {
        var letters = Fold(text, out var characters);
        var tokens = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            tokens[i] = ids[i] == tokenizer.Special.Unk ? "" : Fold(tokenizer.TokenText(ids[i]), out _);
        }

        var spans = new TokenSpan[ids.Length];
        var next = new NextKnown(letters, tokens);
        var (at, right) = (0, 0);
        for (var i = 0; i < ids.Length; i++)
        {
            if (i % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var end = tokens[i].Length > 0 && letters.AsSpan(at).StartsWith(tokens[i], StringComparison.Ordinal)
                ? at + tokens[i].Length
                : next.Find(i, at);
            var left = at < letters.Length ? characters[at] : characters[^1];
            right = i == ids.Length - 1 ? characters[^1] : Math.Max(right, end > at ? characters[end - 1] + 1 : left);
            left = Math.Min(left, right);
            spans[i] = new(tokenizer.TokenText(ids[i]).StartsWith(' ') ? left - 1 : left, right);
            at = end;
        }

        return spans;
    }

    /// <summary>The letters that count, and the character of the text that each comes from; at the end the number of
    /// characters.</summary>
    private static string Fold(string text, out int[] characters)
    {
        var letters = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length);
        var character = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var letter in UnicodeForms.Normalize(rune.ToString(), NormalizationForm.FormKD))
            {
                if (!char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                {
                    letters.Append(char.ToLowerInvariant(letter));
                    origins.Add(character);
                }
            }

            character++;
        }

        origins.Add(character);
        characters = [.. origins];
        return letters.ToString();
    }

    /// <summary>Finds where a token ends whose letters are not those of the text: where the next one begins that can be found. Most
    /// of many such tokens in a row look for the same one, which is searched for once.</summary>
    private sealed class NextKnown
    {
        private readonly string _letters;
        private readonly string[] _tokens;
        private readonly int[] _nextWithLetters;
        private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
        private int _token = -1;
        private int _found = -1;

        public NextKnown(string letters, string[] tokens)
        {
            _letters = letters;
            _tokens = tokens;
            _nextWithLetters = new int[tokens.Length];
            var next = tokens.Length;
            for (var i = tokens.Length - 1; i >= 0; i--)
            {
                _nextWithLetters[i] = next;
                next = tokens[i].Length > 0 ? i : next;
            }
        }

        /// <summary>Where a token ends.</summary>
        /// <param name="index">Which token.</param>
        /// <param name="at">Where it begins.</param>
        public int Find(int index, int at)
        {
            var token = _nextWithLetters[index];
            if (token == _tokens.Length)
            {
                return _letters.Length;
            }

            if (_missing.Contains(_tokens[token]))
            {
                return at;
            }

            if (token != _token || _found <= at)
            {
                _token = token;
                _found = _letters.IndexOf(_tokens[token], Math.Min(at + 1, _letters.Length), StringComparison.Ordinal);
            }

            if (_found < 0)
            {
                _missing.Add(_tokens[token]); // places only move on, so that it stays so
                return at;
            }

            return _found;
        }
    }
}
