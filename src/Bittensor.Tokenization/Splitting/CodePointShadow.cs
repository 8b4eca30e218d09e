using System.Globalization;
using System.Text;

namespace Bittensor.Tokenization.Splitting;

/// <summary>A text with one UTF-16 unit in place of each code point, of the same Unicode category.</summary>
internal readonly struct CodePointShadow
{
    private readonly int[]? _starts;

    private CodePointShadow(string text, int[]? starts) => (Text, _starts) = (text, starts);

    /// <summary>The text that patterns see; the original itself when it has no surrogates.</summary>
    public string Text { get; }

    /// <summary>Makes the shadow of a well-formed text.</summary>
    public static CodePointShadow Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return new(text, null);
        }

        var shadow = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length + 1);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            shadow.Append(rune.IsBmp ? (char)rune.Value : StandIn(Rune.GetUnicodeCategory(rune)));
            starts.Add(at);
            at += rune.Utf16SequenceLength;
        }

        starts.Add(at);
        return new(shadow.ToString(), [.. starts]);
    }

    /// <summary>Turns stretches of the shadow into those of the original.</summary>
    public List<(int Offset, int Length)> ToOriginal(List<(int Offset, int Length)> words)
    {
        if (_starts is not null)
        {
            for (var i = 0; i < words.Count; i++)
            {
                var (offset, length) = words[i];
                words[i] = (_starts[offset], _starts[offset + length] - _starts[offset]);
            }
        }

        return words;
    }

    /// <summary>A character of a category that no pattern names by itself.</summary>
    private static char StandIn(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\u0100',
        UnicodeCategory.LowercaseLetter => '\u0101',
        UnicodeCategory.TitlecaseLetter => '\u01C5',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\u05D0',
        UnicodeCategory.NonSpacingMark => '\u0300',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u0488',
        UnicodeCategory.DecimalDigitNumber => '\u0660',
        UnicodeCategory.LetterNumber => '\u2160',
        UnicodeCategory.OtherNumber => '\u00B2',
        UnicodeCategory.Format => '\u00AD',
        UnicodeCategory.MathSymbol => '\u00B1',
        UnicodeCategory.CurrencySymbol => '\u00A3',
        UnicodeCategory.ModifierSymbol => '\u00B4',
        UnicodeCategory.OtherPunctuation => '\u00A7',
        UnicodeCategory.DashPunctuation => '\u2010',
        UnicodeCategory.OpenPunctuation => '\u2045',
        UnicodeCategory.ClosePunctuation => '\u2046',
        UnicodeCategory.PrivateUse => '\uE000',
        _ => '\u00A9',
    };
}
