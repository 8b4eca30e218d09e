namespace Bittensor.Inference.Generation.Search;

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
