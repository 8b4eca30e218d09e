using System.Numerics.Tensors;
using System.Text.Json;
using Bittensor.Engine.Models;
using Bittensor.Engine.Tests.Models;
using Bittensor.Tokenization;
using Samples = Bittensor.SampleModels.SampleModels;

namespace Bittensor.Engine.Tests.SampleModels;

/// <summary>The exported sample models against the losses that training wrote beside them.</summary>
public class HeldOutLossTests
{
    /// <summary>The card's loss is over all of the text in windows of 512 tokens, the test's over every 24th piece of it.</summary>
    private const double Tolerance = 0.25;

    /// <summary>Characters of a piece: the same for every tokenizer, so that all models are measured on the same text.</summary>
    private const int Piece = 1200;

    private const int Stride = 24;

    [Fact] // a model of type llama gets a begin token unless its folder says otherwise; these were trained without
    public void Tokenizer_OfEachModel_PutsNothingAroundARow() =>
        Assert.All(Samples.Names, name => Assert.True(TokenizerFolder.Load(Samples.Folder(name)).Frame.IsEmpty, name));

    [Fact]
    public async Task HeldOutLoss_OfEachModel_IsNearItsCardAndAtLeastFifteenHundredthsFromTheNext()
    {
        var losses = new List<double>();
        foreach (var name in Samples.Names)
        {
            var loss = await HeldOutLossAsync(name);
            Assert.InRange(loss, Card(name) - Tolerance, Card(name) + Tolerance);
            losses.Add(loss);
        }

        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.First - pair.Second >= 0.15, $"{pair.First:F3}, then {pair.Second:F3}"));
    }

    /// <summary>Nats per GPT-2 token of pieces spread over the held-out text, without each piece's first token.</summary>
    private static async Task<double> HeldOutLossAsync(string name)
    {
        var options = new ModelOptions { Folder = Samples.Folder(name) };
        await using var model = await LanguageModel.LoadAsync(options, TimeProvider.System, null, TestContext.Current.CancellationToken);
        var text = File.ReadAllText(Directory.GetFiles(Samples.HeldOutTextFolder).Order(StringComparer.Ordinal).First());
        string[] pieces = [.. text.Chunk(Piece).Where((_, index) => index % Stride == 0).Select(piece => new string(piece))];
        var (nats, tokens) = (0.0, 0);
        foreach (var piece in pieces)
        {
            int[] row = [.. model.Tokenizer.Encode(piece)];
            nats += await model.ReadAsync([row], output => Nats(output, row), TestContext.Current.CancellationToken);
            tokens += StandardTokenizer.Instance.Encode(piece).Count - 1;
        }

        return nats / tokens;
    }

    private static double Nats(ForwardOutput output, int[] row)
    {
        var nats = 0.0;
        for (var position = 0; position + 1 < row.Length; position++)
        {
            var logits = output.Logits(0, position);
            var largest = TensorPrimitives.Max(logits);
            var sum = 0.0;
            foreach (var logit in logits)
            {
                sum += Math.Exp(logit - largest);
            }

            nats += Math.Log(sum) + largest - logits[row[position + 1]];
        }

        return nats;
    }

    private static double Card(string name)
    {
        using var card = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples.Folder(name), "training.json")));
        return card.RootElement.GetProperty("heldOutNatsPerGpt2Token").GetDouble();
    }
}
