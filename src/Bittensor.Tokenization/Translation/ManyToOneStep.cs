namespace Bittensor.Tokenization.Translation;

/// <summary>What the distribution over server tokens at one step gives to standard tokens.</summary>
internal sealed class ManyToOneStep
{
    private readonly bool _isDense;
    private readonly int[] _standard; // empty when dense
    private readonly int[] _server;
    private readonly float[] _weights;

    /// <param name="pairs">The server token of each standard token that has one at this step.</param>
    /// <param name="phrases">Server tokens of every standard token.</param>
    /// <param name="serverVocabularySize">Number of server tokens.</param>
    public ManyToOneStep(TokenPairs pairs, PhraseTable phrases, int serverVocabularySize)
    {
        _isDense = TokenMaps.IsDense(pairs.Sources.Count, phrases.Count);
        _standard = _isDense ? [] : [.. pairs.Sources];
        _server = new int[_isDense ? phrases.Count : pairs.Sources.Count];
        _weights = new float[_server.Length];
        Array.Fill(_server, serverVocabularySize); // the 0 after the last
        var paths = CountPaths(pairs, serverVocabularySize);
        for (var i = 0; i < pairs.Sources.Count; i++)
        {
            var place = _isDense ? pairs.Sources[i] : i;
            _server[place] = pairs.Targets[i];
            _weights[place] = 1f / ((float)paths[pairs.Targets[i]] * phrases[pairs.Sources[i]].Length);
        }
    }

    /// <summary>Adds this step's part.</summary>
    /// <param name="probabilities">Distribution over server tokens, and one 0 after the last.</param>
    /// <param name="result">As wide as the standard vocabulary.</param>
    public void Add(ReadOnlySpan<float> probabilities, Span<float> result)
    {
        if (_isDense)
        {
            Gather.AddProducts(probabilities, _server, _weights, result);
            return;
        }

        for (var i = 0; i < _standard.Length; i++)
        {
            result[_standard[i]] += probabilities[_server[i]] * _weights[i];
        }
    }

    /// <summary>How many standard tokens pass each server token at this step.</summary>
    private static int[] CountPaths(TokenPairs pairs, int serverVocabularySize)
    {
        var counts = new int[serverVocabularySize];
        foreach (var token in pairs.Targets)
        {
            counts[token]++;
        }

        return counts;
    }
}
