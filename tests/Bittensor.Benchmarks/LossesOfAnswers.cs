using BenchmarkDotNet.Attributes;
using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Benchmarks;

/// <summary>Losses straight from an answer's listed entries, on one thread.</summary>
[MemoryDiagnoser]
public class LossesOfAnswers
{
    private const int Sequence = 64;

    private TopKDistributions _answer = null!;
    private PhraseDistributions _phrases = null!;
    private int[][] _tokens = [];
    private int[][] _targets = [];

    [Params(1, 4, 16)]
    public int Batch { get; set; }

    [Params(512, 4096)]
    public int TopK { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _answer = RandomAnswers.TopK(random, Batch * Sequence, TopK);
        _phrases = RandomAnswers.ForeignPhrases(random, Batch, TopK);
        _tokens = [.. Enumerable.Range(0, Batch).Select(_ => Enumerable.Range(0, Sequence + 8).Select(_ => random.Next(50257)).ToArray())];
        _targets = Array.ConvertAll(_tokens, row => row[Sequence..]);
    }

    [Benchmark]
    public double SequenceLoss() => CausalLMLoss.PerTask(_answer, _tokens).Mean.Loss;

    [Benchmark]
    public double PhraseLossOfAnItem() => PhraseLoss.PerTask(_phrases, _targets).Mean.Loss;
}
