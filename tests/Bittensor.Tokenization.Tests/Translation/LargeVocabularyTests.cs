using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Tests.Vectors;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>o200k_base, which the vectors do not have.</summary>
public class LargeVocabularyTests
{
    // The pattern that OpenAI's tiktoken gives for o200k_base.
    private const string Pattern =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly Lazy<ITextTokenizer> Tokenizer = new(() => VectorTokenizers.Create(
        LibraryRanks.Read("O200kBase", "o200k_base"), Pattern, [new("<|endoftext|>", 199999)]));

    private static IEnumerable<string> Texts => VectorFolder.Default.Read("01_tokenizers").GetProperty("texts")
        .EnumerateObject().Where(entry => entry.Name != "special").Select(entry => entry.Value.GetString()!);

    [Fact]
    public void Encode_EveryText_GivesLibrarysOwnIds()
    {
        var library = TiktokenTokenizer.CreateForEncoding("o200k_base");
        foreach (var text in Texts)
        {
            Assert.Equal(library.EncodeToIds(text), Tokenizer.Value.Encode(text));
        }
    }

    [Fact]
    public void Translate_EveryText_NeverExceedsMassOne()
    {
        var translator = LogitTranslator.For(Tokenizer.Value, StandardTokenizer.Instance);
        foreach (var text in Texts.Take(4))
        {
            var alignment = translator.Remap([.. translator.Standard.Encode(text)]);
            var rows = new float[alignment.ServerIds.Length * translator.Server.VocabularySize];
            Array.Fill(rows, 1f / translator.Server.VocabularySize);
            var result = translator.TranslateAll(alignment, rows);
            Assert.Equal(Tokenizer.Value.Encode(text), alignment.ServerIds);
            Assert.All(result.Chunk(translator.Standard.VocabularySize), row => Assert.InRange(row.Sum(value => (double)value), 0, 1 + 1e-5));
        }
    }
}
