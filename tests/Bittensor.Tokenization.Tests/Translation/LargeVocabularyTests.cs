using Bittensor.Testing.Vectors;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>o200k_base, which the vectors do not have.</summary>
public class LargeVocabularyTests
{
    private static ITextTokenizer Tokenizer => VectorTokenizers.Get("o200k");

    private static IEnumerable<string> Texts => VectorFolder.Default.Read("01_tokenizers").GetProperty("texts")
        .EnumerateObject().Where(entry => entry.Name != "special").Select(entry => entry.Value.GetString()!);

    [Fact]
    public void Encode_EveryText_GivesLibrarysOwnIds()
    {
        var library = TiktokenTokenizer.CreateForEncoding("o200k_base");
        foreach (var text in Texts)
        {
            Assert.Equal(library.EncodeToIds(text), Tokenizer.Encode(text));
        }
    }

    [Fact]
    public void Translate_EveryText_NeverExceedsMassOne()
    {
        var translator = LogitTranslator.For(Tokenizer, StandardTokenizer.Instance);
        foreach (var text in Texts.Take(4))
        {
            var alignment = translator.Remap([.. translator.Standard.Encode(text)]);
            var rows = new float[alignment.ServerIds.Length * translator.Server.VocabularySize];
            Array.Fill(rows, 1f / translator.Server.VocabularySize);
            var result = translator.TranslateAll(alignment, rows);
            Assert.Equal(Tokenizer.Encode(text), alignment.ServerIds);
            Assert.All(result.Chunk(translator.Standard.VocabularySize), row => Assert.InRange(row.Sum(value => (double)value), 0, 1 + 1e-5));
        }
    }
}
