using BenchmarkDotNet.Attributes;
using Bittensor.Inference.TopK;

namespace Bittensor.Benchmarks;

/// <summary>Softmax and the K most probable of 64 rows of the standard vocabulary, on one thread, against a full sort.</summary>
[MemoryDiagnoser]
public class TopKSelect
{
    private const int Rows = 64, Vocabulary = 50257;

    private readonly float[] _logits = new float[Rows * Vocabulary];
    private readonly int[] _ids = new int[Vocabulary];
    private readonly float[] _probabilities = new float[Vocabulary];

    [Params(512, 4096)]
    public int TopK { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < _logits.Length; i++)
        {
            _logits[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * 3);
        }
    }

    [Benchmark]
    public double Select()
    {
        var mass = 0d;
        for (var row = 0; row < Rows; row++)
        {
            mass += TopKSelector.Select(_logits.AsSpan(row * Vocabulary, Vocabulary), TopK, _ids, _probabilities);
        }

        return mass;
    }

    [Benchmark(Baseline = true)]
    public float Sort()
    {
        var last = 0f;
        for (var row = 0; row < Rows; row++)
        {
            _logits.AsSpan(row * Vocabulary, Vocabulary).CopyTo(_probabilities);
            Array.Sort(_probabilities);
            last += _probabilities[^TopK];
        }

        return last;
    }
}
