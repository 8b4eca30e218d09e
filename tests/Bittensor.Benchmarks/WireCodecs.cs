using System.Buffers;
using BenchmarkDotNet.Attributes;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Benchmarks;

/// <summary>Answers through the binary form on one thread: written, read, and scored from what was read.</summary>
[MemoryDiagnoser]
public class WireCodecs
{
    private const int Held = 8;

    private readonly ArrayBufferWriter<byte> _output = new(1 << 22);
    private Synapse _answer = new TextCausalLM();
    private ReadOnlyMemory<byte> _bytes;
    private int[][] _tokens = [];

    /// <summary>What is answered: next tokens at 64 positions, phrases of the standard vocabulary and of cl100k_base, 8 items.</summary>
    [Params("TopK512x64", "Phrases4096x8", "ForeignPhrases4096x8")]
    public string Answer { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _answer = Answer switch
        {
            "TopK512x64" => new TextCausalLM { Distributions = RandomAnswers.TopK(random, rows: 64, topK: 512) },
            "Phrases4096x8" => new TextCausalLMNext { Phrases = RandomAnswers.Phrases(random, items: 8, topK: 4096) },
            _ => new TextCausalLMNext { Phrases = RandomAnswers.ForeignPhrases(random, items: 8, topK: 4096) },
        };
        _bytes = SynapseFormats.Binary.Write(_answer);
        _tokens = [.. Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, Held).Select(_ => random.Next(50257)).ToArray())];
        Console.WriteLine($"// {Answer}: {_bytes.Length} bytes"); // the table has no column for it
    }

    [Benchmark]
    public int Write()
    {
        _output.ResetWrittenCount();
        SynapseFormats.Binary.Write(_answer, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public Synapse Read() => SynapseFormats.Binary.Read(_bytes, _answer.GetType(), MessageKind.Answer);

    [Benchmark]
    public double ReadAndScore() => Read() switch
    {
        TextCausalLMNext next => PhraseLoss.PerTask(next.Phrases!, _tokens).Mean.Loss,
        TextCausalLM causal => CausalLMLoss.TokenLoss(causal.Distributions!, 0, _tokens[0][0]),
        _ => 0,
    };
}
