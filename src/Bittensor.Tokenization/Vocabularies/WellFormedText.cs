namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Text in which every surrogate has its partner, so that it has a UTF-8 form.</summary>
internal static class WellFormedText
{
    /// <summary>The text itself, or a copy with U+FFFD in place of each lone surrogate.</summary>
    public static string Of(string text) => NextLoneSurrogate(text, 0) == text.Length
        ? text
        : string.Create(text.Length, text, static (copy, source) =>
        {
            source.CopyTo(copy);
            for (var at = NextLoneSurrogate(copy, 0); at < copy.Length; at = NextLoneSurrogate(copy, at + 1))
            {
                copy[at] = '\uFFFD';
            }
        });

    private static int NextLoneSurrogate(ReadOnlySpan<char> text, int from)
    {
        var distance = text[from..].IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var at = distance < 0 ? text.Length : from + distance; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return at;
            }

            at++;
        }

        return text.Length;
    }
}
