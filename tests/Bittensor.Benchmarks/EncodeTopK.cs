using BenchmarkDotNet.Attributes;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Protocol;

namespace Bittensor.Benchmarks;

/// <summary>Answers to TextCausalLM from logits of the standard vocabulary, on one thread: softmax and top-k of every position.</summary>
[MemoryDiagnoser]
public class EncodeTopK
{
    private LogitRows _logits = null!;

    /// <summary>Whose logits.</summary>
    [Params("random", "micro", "small")]
    public string Source { get; set; } = "";

    /// <summary>Positions, B x S.</summary>
    [Params(16, 64, 256)]
    public int Rows { get; set; }

    /// <summary>Entries a position.</summary>
    [Params(64, 512, 4096)]
    public int TopK { get; set; }

    [GlobalSetup]
    public async Task Setup() =>
        _logits = Source == "random" ? LogitRows.Random(Rows, StandardVocabulary.Size) : await LogitRows.OfAsync(Source, Rows);

    [Benchmark]
    public TopKDistributions Encode()
    {
        var answer = new TopKAnswer(Rows, TopK, StandardVocabulary.Size);
        for (var row = 0; row < Rows; row++)
        {
            answer.SetLogits(row, _logits[row]);
        }

        return answer.ToDistributions();
    }
}
