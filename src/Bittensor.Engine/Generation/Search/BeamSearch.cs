using Bittensor.Engine.Decoding;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Beam search and beam sampling over one prompt.</summary>
/// <remarks>
/// Groups of beams differ only by a diversity penalty (Vijayakumar et al. 2016, arXiv:1610.02424), which is 0 here: they
/// all find the same. So one group is computed, and each of its sequences counts once a group.
/// </remarks>
internal sealed class BeamSearch : ISequenceSearch
{
    private readonly GenerationOptions _options;
    private readonly SearchLimits _limits;
    private readonly NextScores _scores;
    private readonly ICandidateSource _candidates;
    private readonly BeamHypotheses _finished;
    private readonly int _promptLength;
    private IReadOnlyList<Beam> _open;
    private bool _ended;

    /// <summary>Starts at a prompt.</summary>
    /// <param name="prompt">Token ids; at least one.</param>
    /// <param name="options">Beams, groups, penalties.</param>
    /// <param name="candidates">Chooses among the ways to go on.</param>
    /// <param name="scores">Processes the logits.</param>
    /// <param name="limits">Where sequences end.</param>
    public BeamSearch(int[] prompt, GenerationOptions options, ICandidateSource candidates, NextScores scores, SearchLimits limits)
    {
        _options = options;
        _candidates = candidates;
        _scores = scores;
        _limits = limits;
        _promptLength = prompt.Length;
        _finished = new BeamHypotheses(options.BeamsPerGroup, options.LengthPenalty, options.EarlyStopping);
        _open = [new Beam(prompt, 0)];
    }

    /// <inheritdoc/>
    public int Rows => _ended ? 0 : _open.Count;

    private int Beams => _options.BeamsPerGroup;

    /// <summary>Candidates of a step: enough that some are left when each end token has taken one from every beam.</summary>
    private int CandidateCount => Math.Max(2, 1 + _limits.EndTokens.Count) * Beams;

    public void Advance(IDecodingSession session, int firstRow, StepPlan plan)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            var beam = _open[i];
            _candidates.Offer(i, beam.Score, _scores.OfLogProbabilities(session.Logits(firstRow + i), beam.Tokens), CandidateCount);
        }

        var chosen = Sort(_candidates.Take(CandidateCount));
        if (!_ended)
        {
            foreach (var candidate in chosen)
            {
                plan.Add(firstRow + candidate.Beam, candidate.Token);
            }
        }
    }

    public IReadOnlyList<int[]> Sequences()
    {
        if (!_ended)
        {
            AddOpen();
        }

        var best = _finished.BestFirst.ToArray();
        var ranks = Enumerable.Range(0, _options.NumReturnSequences).Select(i => i / _options.NumBeamGroups);
        return [.. ranks.Select(rank => best[Math.Min(rank, best.Length - 1)])];
    }

    /// <summary>Parts the candidates into finished sequences and the next open beams.</summary>
    private List<BeamCandidate> Sort(IReadOnlyList<BeamCandidate> candidates)
    {
        var next = new List<BeamCandidate>(Beams);
        for (var rank = 0; rank < candidates.Count && next.Count < Beams; rank++)
        {
            if (!_limits.IsEnd(candidates[rank].Token))
            {
                next.Add(candidates[rank]);
            }
            else if (rank < Beams)
            {
                Finish(_open[candidates[rank].Beam].With(candidates[rank]));
            }
        }

        Continue(candidates, next);
        return next;
    }

    private void Continue(IReadOnlyList<BeamCandidate> candidates, List<BeamCandidate> next)
    {
        if (next.Count == 0)
        {
            AddOpenUnlessFinished(candidates);
            _ended = true;
            return;
        }

        _open = [.. next.Select(candidate => _open[candidate.Beam].With(candidate))];
        var length = _open[0].Tokens.Length - _promptLength;
        if (_finished.IsDone(candidates[0].Score, length))
        {
            _ended = true;
        }
        else if (length >= _limits.MaxNewTokens)
        {
            AddOpen();
            _ended = true;
        }
    }

    /// <summary>Where every token is ruled out, beams end as they are.</summary>
    private void AddOpenUnlessFinished(IReadOnlyList<BeamCandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            AddOpen();
        }
    }

    private void AddOpen()
    {
        foreach (var beam in _open)
        {
            Finish(beam);
        }
    }

    private void Finish(Beam beam) => _finished.Add(beam.Tokens[_promptLength..], beam.Score);
}
