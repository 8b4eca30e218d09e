namespace Bittensor.Engine.Generation.Search;

/// <summary>The best finished sequences of one prompt, at most as many as there are beams.</summary>
/// <param name="capacity">Beams, n.</param>
/// <param name="lengthPenalty">Power of the length by which a score is divided.</param>
/// <param name="earlyStopping">Whether n finished sequences are enough.</param>
internal sealed class BeamHypotheses(int capacity, double lengthPenalty, bool earlyStopping)
{
    private readonly List<(double Score, int[] Tokens)> _finished = [];

    /// <summary>The finished sequences, the best first; of equals the later one first.</summary>
    public IEnumerable<int[]> BestFirst =>
        _finished.AsEnumerable().Reverse().OrderByDescending(item => item.Score).Select(item => item.Tokens);

    private double Worst => _finished.Min(item => item.Score);

    /// <summary>Keeps a sequence if it is among the best n.</summary>
    /// <param name="tokens">New tokens, the end token included if there is one; at least one.</param>
    /// <param name="logProbability">Sum of their processed log-probabilities.</param>
    public void Add(int[] tokens, double logProbability)
    {
        var score = Penalize(logProbability, tokens.Length);
        if (_finished.Count < capacity)
        {
            _finished.Add((score, tokens));
        }
        else if (score > Worst)
        {
            _finished.RemoveAt(_finished.FindIndex(item => item.Score == Worst));
            _finished.Add((score, tokens));
        }
    }

    /// <summary>Whether an open beam can no longer get in, as far as its present length tells.</summary>
    /// <param name="bestLogProbability">Largest score of the candidates of this step.</param>
    /// <param name="length">New tokens of those candidates.</param>
    public bool IsDone(double bestLogProbability, int length) =>
        _finished.Count >= capacity && (earlyStopping || Worst >= Penalize(bestLogProbability, length));

    private double Penalize(double logProbability, int length) => logProbability / Math.Pow(Math.Max(1, length), lengthPenalty);
}
