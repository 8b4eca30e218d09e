using System.Buffers;
using Bittensor.Inference.TopK;

namespace Bittensor.Inference.Generation.Logits;

/// <summary>The tokens that are not ruled out, the likeliest first.</summary>
internal readonly struct SortedCandidates : IDisposable
{
    private readonly ulong[] _pairs;

    private SortedCandidates(ulong[] pairs, int count) => (_pairs, Count) = (pairs, count);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Sorts the scores that are not negative infinity.</summary>
    public static SortedCandidates Of(ReadOnlySpan<float> scores)
    {
        var pairs = ArrayPool<ulong>.Shared.Rent(2 * scores.Length);
        var count = CandidateFilter.Collect(scores, float.MinValue, pairs, pairs.AsSpan(scores.Length));
        RadixSort.Sort(pairs.AsSpan(0, count), pairs.AsSpan(scores.Length));
        return new SortedCandidates(pairs, count);
    }

    public int Id(int rank) => RadixSort.Index(_pairs[rank]);

    public float Score(int rank) => RadixSort.Value(_pairs[rank]);

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_pairs);
}
