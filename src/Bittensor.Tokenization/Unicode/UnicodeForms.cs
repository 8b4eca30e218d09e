using System.Text;

namespace Bittensor.Tokenization.Unicode;

/// <summary>Unicode's normalization forms (Standard Annex 15).</summary>
/// <remarks>These programs run in .NET's invariant mode, so that they need no ICU; there, <see cref="string.Normalize()"/>
/// leaves everything but ASCII as it is, and vocabularies that ask for a form would see other text than they were made
/// for.</remarks>
internal static class UnicodeForms
{
    // Hangul syllables are composed by arithmetic (Unicode Standard, section 3.12).
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly Lazy<UnicodeData> Data = new(UnicodeData.Load);

    /// <summary>The text in a form.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="form">The form.</param>
    public static string Normalize(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
        var letters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, isCompatible, letters);
        }

        Order(letters);
        if (form is NormalizationForm.FormC or NormalizationForm.FormKC)
        {
            Compose(letters);
        }

        var result = new StringBuilder(text.Length);
        foreach (var letter in letters)
        {
            result.Append(new Rune(letter).ToString());
        }

        return result.ToString();
    }

    private static void Decompose(int letter, bool isCompatible, List<int> letters)
    {
        if (letter is >= HangulBase and < HangulBase + SyllableCount)
        {
            var index = letter - HangulBase;
            letters.Add(LeadBase + (index / (VowelCount * TrailCount)));
            letters.Add(VowelBase + (index % (VowelCount * TrailCount) / TrailCount));
            if (index % TrailCount > 0)
            {
                letters.Add(TrailBase + (index % TrailCount));
            }
        }
        else if (Data.Value.Decomposition(letter, isCompatible) is { } parts)
        {
            foreach (var part in parts)
            {
                Decompose(part, isCompatible, letters);
            }
        }
        else
        {
            letters.Add(letter);
        }
    }

    /// <summary>Puts runs of marks in the order of their classes; marks of one class keep theirs.</summary>
    private static void Order(List<int> letters)
    {
        for (var from = 0; from < letters.Count; from++)
        {
            var to = from;
            while (to < letters.Count && Data.Value.Class(letters[to]) > 0)
            {
                to++;
            }

            if (to - from > 1)
            {
                var ordered = letters.GetRange(from, to - from).OrderBy(Data.Value.Class).ToList();
                for (var i = 0; i < ordered.Count; i++)
                {
                    letters[from + i] = ordered[i];
                }
            }

            from = Math.Max(from, to - 1);
        }
    }

    /// <summary>Joins each mark with the letter it stands on, as long as none of its class or a higher one lies
    /// between.</summary>
    private static void Compose(List<int> letters)
    {
        var (starter, last, kept) = (-1, 0, 0);
        for (var i = 0; i < letters.Count; i++)
        {
            var letter = letters[i];
            var mark = Data.Value.Class(letter);
            var isReached = starter >= 0 && (kept == starter + 1 || (last < mark && last > 0));
            if (isReached && Composite(letters[starter], letter) is { } composite)
            {
                letters[starter] = composite;
                continue;
            }

            (starter, last) = mark == 0 ? (kept, 0) : (starter, mark);
            letters[kept++] = letter;
        }

        letters.RemoveRange(kept, letters.Count - kept);
    }

    private static int? Composite(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TrailCount);
        }

        var isOpenSyllable = first is >= HangulBase and < HangulBase + SyllableCount && (first - HangulBase) % TrailCount == 0;
        return isOpenSyllable && second is > TrailBase and < TrailBase + TrailCount
            ? first + second - TrailBase
            : Data.Value.Composite(first, second);
    }
}
