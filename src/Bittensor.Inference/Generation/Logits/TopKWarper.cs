using System.Buffers;
using Bittensor.Inference.TopK;

namespace Bittensor.Inference.Generation.Logits;

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
            scores[i] = scores[i] < least ? float.NegativeInfinity : scores[i];
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
