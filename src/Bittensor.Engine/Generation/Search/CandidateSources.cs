using System.Buffers;
using Bittensor.Engine.TopK;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Chooses among all ways to continue the open beams.</summary>
internal interface ICandidateSource
{
    /// <summary>Offers the ways to continue one beam.</summary>
    /// <param name="beam">Which open beam.</param>
    /// <param name="beamScore">Its score.</param>
    /// <param name="scores">Processed log-probabilities of its next token; shape [V]. Negative infinity is not offered.</param>
    /// <param name="count">How many candidates will be taken.</param>
    void Offer(int beam, double beamScore, ReadOnlySpan<float> scores, int count);

    /// <summary>Takes the chosen ones and forgets all that was offered.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>The best first.</returns>
    IReadOnlyList<BeamCandidate> Take(int count);
}

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

/// <summary>Beam sampling: candidates drawn without replacement by the softmax of their scores.</summary>
/// <remarks>The largest of score + Gumbel noise are such a draw (Kool et al. 2019, arXiv:1903.06059, section 2.3).</remarks>
/// <param name="random">One number a candidate.</param>
internal sealed class DrawnCandidates(SeededRandom random) : ICandidateSource
{
    private readonly PriorityQueue<BeamCandidate, double> _drawn = new();

    public void Offer(int beam, double beamScore, ReadOnlySpan<float> scores, int count)
    {
        for (var token = 0; token < scores.Length; token++)
        {
            if (scores[token] == float.NegativeInfinity)
            {
                continue;
            }

            var score = beamScore + scores[token];
            _drawn.Enqueue(new BeamCandidate(score, beam, token), score + random.NextGumbel());
            if (_drawn.Count > count)
            {
                _drawn.Dequeue();
            }
        }
    }

    public IReadOnlyList<BeamCandidate> Take(int count)
    {
        BeamCandidate[] drawn = [.. _drawn.UnorderedItems.Select(item => item.Element).Order().Take(count)];
        _drawn.Clear();
        return drawn;
    }
}
