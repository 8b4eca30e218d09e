using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Unicode;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>How BERT prepares text: what its normalizer changes and where its words end.</summary>
internal static partial class BertNormalization
{
    /// <summary>Words end at white space and at each punctuation mark.</summary>
    public static WordSplitter Splitter() => new([new(Space(), SplitBehavior.Removed), new(Punctuation())]);

    /// <summary>The steps of a BertNormalizer.</summary>
    /// <param name="cleansText">Whether control characters go and all white space becomes spaces.</param>
    /// <param name="isolatesIdeographs">Whether each Chinese character is a word.</param>
    /// <param name="stripsAccents">Whether marks on letters go.</param>
    /// <param name="lowercases">Whether letters become small.</param>
    public static List<NormalizationStep> Steps(bool cleansText, bool isolatesIdeographs, bool stripsAccents, bool lowercases)
    {
        var steps = new List<NormalizationStep>();
        if (cleansText)
        {
            steps.Add(static (text, _) => Map(text, Cleanse));
        }

        if (isolatesIdeographs)
        {
            steps.Add(static (text, _) => Map(text, rune => IsIdeograph(rune.Value) ? $" {rune} " : null));
        }

        if (stripsAccents)
        {
            steps.Add(static (text, _) => Map(UnicodeForms.Normalize(text, NormalizationForm.FormD),
                rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? "" : null));
        }

        if (lowercases)
        {
            steps.Add(static (text, _) => text.ToLowerInvariant());
        }

        return steps;
    }

    private static string? Cleanse(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => " ",
        0 or 0xFFFD => "",
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned => "",
        _ when Rune.IsWhiteSpace(rune) => " ",
        _ => null,
    };

    /// <summary>Replaces letters; null keeps one.</summary>
    private static string Map(string text, Func<Rune, string?> replace)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(replace(rune) ?? rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>The blocks that BERT counts as Chinese characters.</summary>
    private static bool IsIdeograph(int letter) => letter
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[!-/:-@\[-`{-~\p{P}]")]
    private static partial Regex Punctuation();
}
