using BenchmarkDotNet.Attributes;
using Bittensor.Engine.TopK;

namespace Bittensor.Benchmarks;

/// <summary>Softmax and the K most probable of 64 rows, on one thread, against a full sort.</summary>
[MemoryDiagnoser]
public class TopKSelect
{
    private const int Rows = 64;

    private LogitRows _logits = null!;
    private int[] _ids = [];
    private float[] _probabilities = [];

    [Params(4096, 50257, 100277)]
    public int Vocabulary { get; set; }

    [Params(512, 4096)]
    public int TopK { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _logits = LogitRows.Random(Rows, Vocabulary);
        (_ids, _probabilities) = (new int[Vocabulary], new float[Vocabulary]);
    }

    [Benchmark]
    public double Select()
    {
        var mass = 0d;
        for (var row = 0; row < Rows; row++)
        {
            mass += TopKSelector.Select(_logits[row], TopK, _ids, _probabilities);
        }

        return mass;
    }

    [Benchmark(Baseline = true)]
    public float Sort()
    {
        var last = 0f;
        for (var row = 0; row < Rows; row++)
        {
            _logits[row].CopyTo(_probabilities);
            Array.Sort(_probabilities);
            last += _probabilities[^TopK];
        }

        return last;
    }
}
