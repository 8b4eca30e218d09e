using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Splitting;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the pre-tokenizer of tokenizer.json.</summary>
internal static class PreTokenizerJson
{
    private static readonly Lazy<CodePointSet> Punctuation = new(() => UnicodeClasses.Find("hf.punctuation")!);

    /// <summary>Words of letters and words of symbols.</summary>
    private static readonly Lazy<TextPattern> Words =
        new(() => TextPattern.Parse(@"\w+|[^\w\s]+", PatternSyntax.FancyRegex));

    /// <summary>Reads a pre-tokenizer; null for a missing one.</summary>
    public static IPreTokenizer? Read(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var type = part.GetProperty("type").GetString();
        return type switch
        {
            "Sequence" => new PreTokenizerSequence(
                [.. part.GetProperty("pretokenizers").EnumerateArray().Select(Read).OfType<IPreTokenizer>()]),
            "ByteLevel" => new ByteLevelSplit(
                AddedTokenJson.Flag(part, "add_prefix_space", otherwise: true), AddedTokenJson.Flag(part, "use_regex", otherwise: true)),
            "Metaspace" => new MetaspaceSplit(
                PartJson.MetaspaceLetter(part), PartJson.MetaspaceScheme(part), AddedTokenJson.Flag(part, "split", otherwise: true)),
            "Split" => new PatternSplit(PartJson.Pattern(part), Behavior(part), AddedTokenJson.Flag(part, "invert")),
            "Digits" => new LetterSplit(
                Rune.IsNumber, AddedTokenJson.Flag(part, "individual_digits") ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
            "Punctuation" => new LetterSplit(IsPunctuation, Behavior(part)),
            "Whitespace" => new PatternSplit(Words.Value, SplitBehavior.Removed, isInverted: true),
            "WhitespaceSplit" => new LetterSplit(Rune.IsWhiteSpace, SplitBehavior.Removed),
            "BertPreTokenizer" => Bert(),
            "CharDelimiterSplit" => Delimiter(PartJson.Letter(part, "delimiter")),
            "FixedLength" => FixedLength(part),
            "UnicodeScripts" => new ScriptSplit(),
            _ => throw new UnsupportedTokenizerException($"pre-tokenizer {type}",
                "ByteLevel, Metaspace, Split, Digits, Punctuation, Whitespace, WhitespaceSplit, BertPreTokenizer, CharDelimiterSplit, "
                + "FixedLength, UnicodeScripts or a Sequence of them"),
        };
    }

    /// <summary>Words end at white space and at each punctuation mark, as BERT has them.</summary>
    public static IPreTokenizer Bert() => new PreTokenizerSequence(
    [
        new LetterSplit(Rune.IsWhiteSpace, SplitBehavior.Removed), new LetterSplit(IsPunctuation, SplitBehavior.Isolated),
    ]);

    private static LetterSplit Delimiter(Rune delimiter) => new(letter => letter == delimiter, SplitBehavior.Removed);

    private static FixedLengthSplit FixedLength(JsonElement part)
    {
        var size = part.TryGetProperty("length", out var length) ? length.GetInt32() : 5;
        if (size <= 0)
        {
            throw new UnsupportedTokenizerException($"pre-tokenizer FixedLength of {size}", "at least 1");
        }

        return new(size);
    }

    private static bool IsPunctuation(Rune letter) => Punctuation.Value.Contains(letter.Value);

    private static SplitBehavior Behavior(JsonElement part)
    {
        var name = PartJson.Text(part, "behavior", "Isolated");
        if (!Enum.TryParse<SplitBehavior>(name, out var behavior) || behavior == SplitBehavior.KeptAlone)
        {
            throw new UnsupportedTokenizerException(
                $"split behavior {name}", "Isolated, Removed, MergedWithPrevious, MergedWithNext or Contiguous");
        }

        return behavior;
    }
}
