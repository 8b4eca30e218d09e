using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>Writes docs/tokenizers.md: what is read of both formats, from the variants that <see cref="OracleTests"/> checks.</summary>
public class PartTableTests
{
    /// <summary>Set to write the file instead of checking it.</summary>
    private const string WriteVariable = "BITTENSOR_WRITE_DOCS";

    /// <summary>Where parts stand in tokenizer.json, what holds the parts of a Sequence there, and all that the format knows.</summary>
    private static readonly (string Field, string Inner, string[] Types)[] Fields =
    [
        ("normalizer", "normalizers",
        [
            "BertNormalizer", "ByteLevel", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "Nmt", "Precompiled", "Prepend",
            "Replace", "Sequence", "Strip", "StripAccents",
        ]),
        ("pre_tokenizer", "pretokenizers",
        [
            "BertPreTokenizer", "ByteLevel", "CharDelimiterSplit", "Digits", "FixedLength", "Metaspace", "Punctuation",
            "Sequence", "Split", "UnicodeScripts", "Whitespace", "WhitespaceSplit",
        ]),
        ("model", "",
        [
            "BPE", "Unigram", "WordLevel", "WordPiece",
        ]),
        ("post_processor", "processors",
        [
            "BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing",
        ]),
        ("decoder", "decoders",
        [
            "BPEDecoder", "ByteFallback", "ByteLevel", "CTC", "Fuse", "Metaspace", "Replace", "Sequence", "Strip",
            "WordPiece",
        ]),
    ];

    [Fact]
    public void Documentation_TableOfParts_IsThatOfVariants()
    {
        var path = Path.GetFullPath(Path.Combine(OracleData.Path, "..", "..", "..", "docs", "tokenizers.md"));
        var expected = Page();
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("""
            # Tokenizers

            A model folder brings its own tokenizer. The first of these files that is there is read: `tokenizer.json` (Hugging Face
            tokenizers), `vocab.json` with `merges.txt`, `tokenizer.model` (SentencePiece, or Tiktoken's text format), `vocab.txt`
            (WordPiece). What is read is read as its own library does it, Rust's `tokenizers` 0.23 and SentencePiece 0.1.97; what is
            not is refused when the folder is opened, by its name.

            The test that checks this also writes the tables: `BITTENSOR_WRITE_DOCS=1 dotnet run --project
            tests/Bittensor.Tokenization.Tests`. The originals' answers are kept as digests in `tests/Bittensor.Tokenization.Tests/Oracles`,
            with the scripts that make them. To compare with the originals themselves, over new random texts:

            ```
            BITTENSOR_TOKENIZERS_MODULES=$PWD/node_modules BITTENSOR_SENTENCEPIECE_PYTHON=python3 \
              dotnet run --project tests/Bittensor.Tokenization.Tests -- -class '*LiveComparisonTests'
            ```

            (`npm install tokenizers@0.23.2`; Debian's `python3-sentencepiece`; `BITTENSOR_TOKENIZERS` may name a folder of further
            tokenizers, `NAME/tokenizer.json`.)

            ## tokenizer.json


            """.ReplaceLineEndings("\n"));
        page.Append("| part | type | state | tokenizers compared |\n| --- | --- | --- | ---: |\n");
        var used = OracleData.Variants.Keys.ToDictionary(name => name, name => PartsOf(OracleData.Compose(name)).ToHashSet());
        foreach (var (field, _, types) in Fields)
        {
            foreach (var type in types)
            {
                var compared = used.Count(entry => IsRead(entry.Key) && entry.Value.Contains((field, type)));
                var state = compared > 0 ? "as the original" : "refused";
                page.Append(CultureInfo.InvariantCulture, $"| {field} | {type} | {state} | {compared} |\n");
            }
        }

        page.Append(string.Create(CultureInfo.InvariantCulture, $"""

            Each over {OracleData.Texts.Length} texts: ids, and what they decode to. `truncation` and `padding` are not applied: how long a
            row may be is the model's affair. A BPE with a `dropout`, a Unigram model without `unk_id`, and a WordPiece or WordLevel
            model without its `unk_token` are refused.

            Patterns are Oniguruma's, over Unicode 16. Refused is what would not mean the same here:

            | pattern | refused for |
            | --- | --- |

            """).ReplaceLineEndings("\n"));
        foreach (var (name, variant) in OracleData.Variants.Where(entry => entry.Value["refused"] is not null))
        {
            var split = OracleData.Compose(name)["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"]!.GetValue<string>();
            page.Append(CultureInfo.InvariantCulture, $"| `{Escape(split)}` | {Escape(variant["refused"]!.GetValue<string>())} |\n");
        }

        page.Append("""

            ## tokenizer.model

            | kind of model | state | settings compared |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var kind in (string[])["bpe", "unigram", "char", "word"])
        {
            var settings = OracleData.SentencePiece.Keys.Where(name => name.StartsWith(kind + "-", StringComparison.Ordinal))
                .Select(name => name[(kind.Length + 1)..]).Order(StringComparer.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| {kind} | as the original | {string.Join(", ", settings)} |\n");
        }

        page.Append("""

            The settings are those of `pieces.py`: bare (no space before a text, bytes, spaces kept, user-defined spaces), bytes, plain,
            suffix (the space after a word), unused (pieces that must not stand). Names of control pieces in a text are those pieces, which
            SentencePiece itself does not read.

            ## Tokens around a row

            The model is given what the folder's own rules put before and after a row: the `post_processor` of `tokenizer.json`, or the
            habit of its `tokenizer_class` or `model_type` (such as a begin token with Llama) where the format cannot say it;
            `add_bos_token` and `add_eos_token` of `tokenizer_config.json` have the last word. Positions of an answer do not count them.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static bool IsRead(string name) =>
        OracleData.Variants[name]["refused"] is null && OracleData.HuggingFace[name] is not JsonObject;

    private static IEnumerable<(string Field, string Type)> PartsOf(JsonObject tokenizer)
    {
        foreach (var (field, inner, _) in Fields)
        {
            foreach (var type in TypesOf(tokenizer[field] as JsonObject, inner))
            {
                yield return (field, type);
            }
        }
    }

    private static IEnumerable<string> TypesOf(JsonObject? part, string inner)
    {
        if (part is null)
        {
            return [];
        }

        var types = part[inner] is JsonArray parts ? parts.SelectMany(each => TypesOf(each as JsonObject, inner)) : [];
        return part["type"] is { } type ? types.Prepend(type.GetValue<string>()) : types;
    }
}
