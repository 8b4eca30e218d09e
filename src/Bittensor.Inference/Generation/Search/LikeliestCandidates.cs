using System.Buffers;
using Bittensor.Inference.TopK;

namespace Bittensor.Inference.Generation.Search;

/// <summary>Beam search: the candidates with the largest scores.</summary>
internal sealed class LikeliestCandidates : ICandidateSource
{
    private readonly List<BeamCandidate> _offered = [];

    public void Offer(int beam, double beamScore, ReadOnlySpan<float> scores, int count)
    {
        var taken = Math.Min(count, scores.Length); // no more than count of one beam can be among the best
        var ids = ArrayPool<int>.Shared.Rent(taken);
        var largest = ArrayPool<float>.Shared.Rent(taken);
        TopKSelector.SelectLargest(scores, taken, ids, largest);
        for (var i = 0; i < taken && largest[i] != float.NegativeInfinity; i++)
        {
            _offered.Add(new BeamCandidate(beamScore + largest[i], beam, ids[i]));
        }

        ArrayPool<int>.Shared.Return(ids);
        ArrayPool<float>.Shared.Return(largest);
    }

    public IReadOnlyList<BeamCandidate> Take(int count)
    {
        _offered.Sort();
        BeamCandidate[] best = [.. _offered.Take(count)];
        _offered.Clear();
        return best;
    }
}
