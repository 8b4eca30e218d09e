using BenchmarkDotNet.Attributes;
using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Benchmarks;

/// <summary>What a closing step computes over all pairs, or over all axons: how it grows with them. Eight targets are a round's
/// TextCausalLMNext tasks; 64 are the positions of one TextCausalLM task.</summary>
[MemoryDiagnoser]
public class CompareAnswers
{
    private const int Tasks = 8, FirstTokensATask = 128;

    private TargetProbabilities _answers = null!;
    private FirstTokens[] _distributions = null!;

    [Params(64, 512, 4096)]
    public int Axons { get; set; }

    [Params(8, 64)]
    public int Targets { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _answers = new([.. Enumerable.Range(0, Axons).Select(_ => Enumerable.Range(0, Targets).Select(_ => random.NextDouble() * 10).ToArray())]);
        _distributions = [.. Enumerable.Range(0, Axons).Select(_ => Distributions(random))];
    }

    [Benchmark(Baseline = true)]
    public double[] Synergy() => PairwiseSynergy.Shares(_answers, new());

    [Benchmark]
    public double[] LeftOut() => LeaveOneOut.Values(_answers);

    [Benchmark]
    public Divergence[] Divergence() => Divergences.Of(_distributions);

    private static FirstTokens Distributions(Random random)
    {
        int[] offsets = [.. Enumerable.Range(0, Tasks + 1).Select(task => task * FirstTokensATask)];
        var tokens = Enumerable.Range(0, Tasks).SelectMany(_ => Enumerable.Range(0, FirstTokensATask).Select(entry => (entry * 300) + random.Next(300)));
        return new(offsets, [.. tokens], [.. Enumerable.Repeat(1f / FirstTokensATask, Tasks * FirstTokensATask)]);
    }
}
