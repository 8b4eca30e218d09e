using System.Text.Json;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>12_server: a server's whole answers, from standard tokens to standard tokens.</summary>
/// <remarks>Cases of a decoder that cleans up spaces are not ours: the product decodes plainly.</remarks>
public class ServerVectorTests
{
    private static JsonElement Root => VectorFolder.Default.Read("12_server").GetProperty("cases");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Root.GetArrayLength()).Where(index => !Root[index].GetProperty("cleanup").GetBoolean())];

    public static TheoryData<int> Answered => [.. Enumerable.Range(0, Root.GetArrayLength())
        .Where(index => !Root[index].GetProperty("cleanup").GetBoolean() && Root[index].TryGetProperty("causallm_digest_of_exp", out _))];

    /// <summary>Quirk 14: where the server needs more tokens than there are standard ones the reference fails; those cases have no
    /// digest.</summary>
    [Theory]
    [MemberData(nameof(Answered))]
    public void Distributions_AnsweredCase_GivesReferenceDigests(int index)
    {
        var entry = Root[index];
        var (view, output, size) = Run(entry);
        var read = new TopKAnswer(entry.GetProperty("token_batch").EnumerateArray().Sum(row => row.GetArrayLength()), size, size);
        view.ReadDistributions(output, read);
        var answer = read.ToDistributions();
        foreach (var (row, expected) in entry.GetProperty("causallm_digest_of_exp").GetProperty("rows").EnumerateArray().Index())
        {
            var ids = answer.IdsOf(row).ToArray();
            var listed = answer.ProbabilitiesOf(row).ToArray();
            Assert.Equal(Enumerable.Range(0, size), ids.Order());
            Assert.Equal(1, listed.Sum(p => (double)p), 1e-5);

            var pairs = Pairs(expected.GetProperty("top_id"), expected.GetProperty("top_val"))
                .Concat(Pairs(entry.GetProperty("causallm_digest_of_exp").GetProperty("sample_id"), expected.GetProperty("sample_val")));
            Assert.All(pairs, pair => Assert.Equal(pair.Value, listed[Array.IndexOf(ids, pair.Id)], 2e-6 + (3e-4 * pair.Value)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_EveryCase_GivesReferencePhrases(int index)
    {
        var entry = Root[index];
        var expected = VectorFolder.Default.Array(entry.GetProperty("causallmnext_topk_tensor"));
        var (_, output, _) = Run(entry);
        var table = PhraseTable.Build(Tokenizer(entry, "server"), Tokenizer(entry, "std"));
        var width = VectorJson.Ints(entry.GetProperty("logits_shape"))[2];
        PhraseAssert.Equal(expected, Phrases.Of(output, expected.Shape[1] - 1, table), width);
    }

    private static IEnumerable<(int Id, double Value)> Pairs(JsonElement ids, JsonElement values) =>
        VectorJson.Ints(ids).Zip(values.EnumerateArray().Select(VectorArray.Number));

    private static (TranslatingReader View, FormulaOutput Output, int Size) Run(JsonElement entry)
    {
        var translator = LogitTranslator.For(Tokenizer(entry, "server"), Tokenizer(entry, "std"));
        long[][] rows = [.. entry.GetProperty("token_batch").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];
        var inputs = TextInputs.Of(new TextCausalLM { Inputs = new([.. rows.SelectMany(row => row)], rows.Length, rows[0].Length) });
        var view = new TranslatingReader(inputs, translator, TestContext.Current.CancellationToken);
        var shape = VectorJson.Ints(entry.GetProperty("logits_shape"));
        var logits = VectorFolder.Default.Formulas.Logits(entry.GetProperty("seed").GetInt64(), shape[0] * shape[1] * shape[2]);
        var lengths = view.ModelRows.Select(row => row.Length).ToArray();
        return (view, new FormulaOutput(logits, shape[1], shape[2], lengths), translator.Standard.VocabularySize);
    }

    private static ITextTokenizer Tokenizer(JsonElement entry, string name) => VectorTokenizers.Get(entry.GetProperty(name).GetString()!);
}
