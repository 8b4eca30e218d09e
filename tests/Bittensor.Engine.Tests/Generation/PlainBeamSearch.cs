using Bittensor.Engine.Generation.Search;

namespace Bittensor.Engine.Tests.Generation;

/// <summary>Beam search of one prompt as Hugging Face describes it, step by step over flat lists, with full sorts and without
/// any of the shortcuts of the code under test: all beams are there from the start, all but one at -1e9.</summary>
internal sealed class PlainBeamSearch(TableModel model, int vocabulary, int beams, int newTokens, double lengthPenalty, bool earlyStopping)
{
    private readonly List<(double Score, List<int> Tokens)> _kept = [];

    public IReadOnlyList<int[]> Run(int prompt)
    {
        var rows = Enumerable.Range(0, beams).Select(_ => new List<int> { prompt }).ToList();
        var scores = Enumerable.Range(0, beams).Select(beam => beam == 0 ? 0 : -1e9).ToList();
        for (var length = 1; ; length++)
        {
            var all = (from beam in Enumerable.Range(0, beams)
                       let next = model.LogProbabilities(rows[beam])
                       from token in Enumerable.Range(0, vocabulary)
                       select (Score: scores[beam] + next[token], Beam: beam, Token: token))
                .OrderByDescending(candidate => candidate.Score).Take(2 * beams).ToList();
            var going = new List<(double Score, int Beam, int Token)>();
            for (var rank = 0; rank < all.Count && going.Count < beams; rank++)
            {
                if (all[rank].Token != 0)
                {
                    going.Add(all[rank]);
                }
                else if (rank < beams)
                {
                    Keep([.. rows[all[rank].Beam], 0], all[rank].Score);
                }
            }

            rows = going.ConvertAll(candidate => new List<int>([.. rows[candidate.Beam], candidate.Token]));
            scores = going.ConvertAll(candidate => candidate.Score);
            if (IsDone(all[0].Score, length))
            {
                break;
            }

            if (length == newTokens)
            {
                for (var beam = 0; beam < beams; beam++)
                {
                    Keep(rows[beam], scores[beam]);
                }

                break;
            }
        }

        return [.. _kept.OrderByDescending(item => item.Score).Select(item => item.Tokens.Skip(1).ToArray())];
    }

    private void Keep(List<int> row, double score)
    {
        _kept.Add((score / Math.Pow(row.Count - 1, lengthPenalty), row));
        if (_kept.Count > beams)
        {
            _kept.Remove(_kept.MinBy(item => item.Score));
        }
    }

    private bool IsDone(double best, int length) =>
        _kept.Count == beams && (earlyStopping || _kept.Min(item => item.Score) >= best / Math.Pow(length, lengthPenalty));
}
