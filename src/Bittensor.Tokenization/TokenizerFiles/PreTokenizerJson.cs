using System.Text.Json;
using System.Text.RegularExpressions;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the pre-tokenizer of tokenizer.json.</summary>
internal sealed class PreTokenizerJson
{
    private readonly List<SplitRule> _rules = [];
    private readonly SplitRule _whiteSpace = new(new Regex(@"\s+"), SplitBehavior.Removed);

    /// <summary>Whether text is turned into byte letters.</summary>
    public bool IsByteLevel { get; private set; }

    /// <summary>Cuts text into words.</summary>
    public WordSplitter Splitter => new(_rules);

    /// <summary>Reads a pre-tokenizer; a missing one makes each text one word.</summary>
    /// <param name="preTokenizer">The JSON object.</param>
    /// <param name="steps">Where changes to the text itself go.</param>
    public static PreTokenizerJson Read(JsonElement preTokenizer, List<NormalizationStep> steps)
    {
        var result = new PreTokenizerJson();
        if (preTokenizer.ValueKind == JsonValueKind.Object)
        {
            result.Add(preTokenizer, steps);
        }

        return result;
    }

    private void Add(JsonElement part, List<NormalizationStep> steps)
    {
        var type = part.GetProperty("type").GetString();
        switch (type)
        {
            case "Sequence":
                foreach (var inner in part.GetProperty("pretokenizers").EnumerateArray())
                {
                    Add(inner, steps);
                }

                break;
            case "ByteLevel":
                AddByteLevel(part, steps);
                break;
            case "Metaspace":
                AddMetaspace(part, steps);
                break;
            case "Split":
                _rules.Add(ReadSplit(part));
                break;
            case "Digits":
                _rules.Add(new(new Regex(AddedTokenJson.Flag(part, "individual_digits") ? @"\p{N}" : @"\p{N}+")));
                break;
            case "Punctuation":
                _rules.Add(new(new Regex(@"[!-/:-@\[-`{-~\p{P}]"), ReadBehavior(part, "Isolated")));
                break;
            case "Whitespace":
                _rules.Add(new(new Regex(@"\s+"), SplitBehavior.Removed));
                _rules.Add(new(new Regex(@"\w+|[^\w\s]+")));
                break;
            case "WhitespaceSplit":
                _rules.Add(_whiteSpace);
                break;
            default:
                throw new UnsupportedTokenizerException($"pre-tokenizer {type}",
                    "ByteLevel, Metaspace, Split, Digits, Punctuation, Whitespace, WhitespaceSplit or a Sequence of them");
        }
    }

    private void AddByteLevel(JsonElement part, List<NormalizationStep> steps)
    {
        IsByteLevel = true;
        if (AddedTokenJson.Flag(part, "use_regex", otherwise: true))
        {
            _rules.Add(new(KnownPatterns.Gpt2()));
        }

        if (AddedTokenJson.Flag(part, "add_prefix_space", otherwise: true))
        {
            steps.Add(static (text, _) => text.StartsWith(' ') ? text : " " + text);
        }
    }

    /// <summary>Spaces become letters. (That words also end there changes nothing: no piece goes on after such a
    /// letter.)</summary>
    private void AddMetaspace(JsonElement part, List<NormalizationStep> steps)
    {
        if (_rules.Remove(_whiteSpace))
        {
            // Words without the space between them, each of which then begins with the letter: one space is left of each run.
            steps.Add(static (text, _) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }

        var letter = part.TryGetProperty("replacement", out var value) ? value.GetString()! : "\u2581";
        var scheme = part.TryGetProperty("prepend_scheme", out value) ? value.GetString()
            : AddedTokenJson.Flag(part, "add_prefix_space", otherwise: true) ? "always" : "never";
        steps.Add((text, isFirst) =>
        {
            text = text.Replace(" ", letter, StringComparison.Ordinal);
            var isWanted = scheme == "always" || (scheme == "first" && isFirst);
            return isWanted && text.Length > 0 && !text.StartsWith(letter, StringComparison.Ordinal) ? letter + text : text;
        });
    }

    private static SplitRule ReadSplit(JsonElement part)
    {
        var pattern = part.GetProperty("pattern");
        var regex = pattern.TryGetProperty("String", out var literal)
            ? new Regex(Regex.Escape(literal.GetString()!))
            : KnownPatterns.Find(pattern.GetProperty("Regex").GetString()!);
        var behavior = ReadBehavior(part, "Isolated");
        if (!AddedTokenJson.Flag(part, "invert"))
        {
            return new(regex, behavior);
        }

        // What lies between the matches is looked for; where that is dropped or isolated, words are the matches themselves.
        return behavior is SplitBehavior.Removed or SplitBehavior.Isolated
            ? new(regex, behavior == SplitBehavior.Removed ? SplitBehavior.KeptAlone : behavior)
            : throw new UnsupportedTokenizerException($"an inverted split that is {behavior}", "Removed or Isolated");
    }

    private static SplitBehavior ReadBehavior(JsonElement part, string otherwise)
    {
        var name = part.TryGetProperty("behavior", out var value) ? value.GetString() : otherwise;
        return Enum.TryParse<SplitBehavior>(name, out var behavior) && behavior != SplitBehavior.KeptAlone
            ? behavior
            : throw new UnsupportedTokenizerException(
                $"split behavior {name}", "Isolated, Removed, MergedWithPrevious or MergedWithNext");
    }
}
