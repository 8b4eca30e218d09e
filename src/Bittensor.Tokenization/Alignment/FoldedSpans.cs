using System.Globalization;
using System.Text;
using Bittensor.Tokenization.Unicode;

namespace Bittensor.Tokenization.Alignment;

/// <summary>Finds tokens in a text that the tokenizer has changed before it split it: lower case, no accents, other forms,
/// unknown words. Both sides are compared without spaces, case, accents and compatibility forms.</summary>
/// <remarks>What no token stands for belongs to the token after it, at the end of the text to the last.</remarks>
internal static class FoldedSpans
{
    public static TokenSpan[] Find(ITextTokenizer tokenizer, string text, ReadOnlySpan<int> ids)
    {
        var letters = Fold(text, out var characters);
        var tokens = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            tokens[i] = ids[i] == tokenizer.Special.Unk ? "" : Fold(tokenizer.TokenText(ids[i]), out _);
        }

        var spans = new TokenSpan[ids.Length];
        var (at, right) = (0, 0);
        for (var i = 0; i < ids.Length; i++)
        {
            var end = tokens[i].Length > 0 && letters.AsSpan(at).StartsWith(tokens[i], StringComparison.Ordinal)
                ? at + tokens[i].Length
                : NextKnown(letters, at, tokens.AsSpan(i + 1));
            var left = at < letters.Length ? characters[at] : characters[^1];
            right = i == ids.Length - 1 ? characters[^1] : Math.Max(right, end > at ? characters[end - 1] + 1 : left);
            left = Math.Min(left, right);
            spans[i] = new(tokenizer.TokenText(ids[i]).StartsWith(' ') ? left - 1 : left, right);
            at = end;
        }

        return spans;
    }

    /// <summary>Where a token ends whose letters are not those of the text: where the next one begins that can be
    /// found.</summary>
    private static int NextKnown(string letters, int at, ReadOnlySpan<string> following)
    {
        foreach (var token in following)
        {
            if (token.Length > 0)
            {
                var found = letters.IndexOf(token, Math.Min(at + 1, letters.Length), StringComparison.Ordinal);
                return found < 0 ? at : found;
            }
        }

        return letters.Length;
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
}
