using System.Buffers;
using System.Numerics.Tensors;
using Bittensor.Engine.TopK;

namespace Bittensor.Engine.Generation.Logits;

/// <summary>Rules out what is less likely than the K-th most likely token; tokens as likely as that one stay.</summary>
/// <param name="k">Tokens that stay; 1 or more.</param>
internal sealed class TopKWarper(int k) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        if (k >= scores.Length)
        {
            return;
        }

        var least = KthLargest(scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] < least)
            {
                scores[i] = float.NegativeInfinity;
            }
        }
    }

    private float KthLargest(ReadOnlySpan<float> scores)
    {
        var ids = ArrayPool<int>.Shared.Rent(k);
        var largest = ArrayPool<float>.Shared.Rent(k);
        try
        {
            TopKSelector.SelectLargest(scores, k, ids, largest);
            return largest[k - 1];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(largest);
        }
    }
}

/// <summary>Keeps the smallest set of most likely tokens that together reach a probability.</summary>
/// <remarks>Holtzman et al. 2019, arXiv:1904.09751.</remarks>
/// <param name="topP">The probability; above 0, below 1.</param>
/// <param name="keep">Tokens that stay in any case; 1 or more.</param>
internal sealed class TopPWarper(double topP, int keep) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        using var candidates = SortedCandidates.Of(scores);
        if (candidates.Count == 0)
        {
            return; // everything is ruled out: a text that cannot go on
        }

        var normalizer = LogSumExp.Of(scores);
        var mass = 0d;
        for (var rank = 0; rank < candidates.Count; rank++)
        {
            if (mass >= topP && rank >= keep)
            {
                scores[candidates.Id(rank)] = float.NegativeInfinity;
            }

            mass += Math.Exp(candidates.Score(rank) - normalizer.Max) / normalizer.Sum;
        }
    }
}

/// <summary>Divides the scores: below 1 likely tokens gain, above 1 unlikely ones do.</summary>
/// <param name="temperature">Above 0.</param>
internal sealed class TemperatureWarper(float temperature) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores) => TensorPrimitives.Divide(scores, temperature, scores);
}

/// <summary>The tokens that are not ruled out, the likeliest first.</summary>
internal readonly struct SortedCandidates : IDisposable
{
    private readonly ulong[] _pairs;

    private SortedCandidates(ulong[] pairs, int count)
    {
        _pairs = pairs;
        Count = count;
    }

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
