using System.Runtime.CompilerServices;

namespace Bittensor.Tokenization.Translation;

/// <summary>Reads distributions over several server tokens in a row as one over standard tokens: each standard token gets,
/// over the steps, the probability of the server token that its text has there, divided by the number of standard tokens that
/// pass there, summed and divided by the length of its text in server tokens.</summary>
/// <remarks>A standard token that the server cannot spell gets nothing. (The reference divides by a length of 0.)</remarks>
internal sealed class ManyToOneMap
{
    private readonly int[][] _standard;
    private readonly int[][] _server;
    private readonly float[][] _weights;

    /// <param name="phrases">Server tokens of every standard token.</param>
    /// <param name="serverVocabularySize">Number of server tokens.</param>
    public ManyToOneMap(PhraseTable phrases, int serverVocabularySize)
    {
        var (standard, server) = (new List<List<int>>(), new List<List<int>>());
        for (var id = 0; id < phrases.Count; id++)
        {
            var phrase = phrases[id];
            for (var step = 0; step < phrase.Length; step++)
            {
                if (step == standard.Count)
                {
                    standard.Add([]);
                    server.Add([]);
                }

                standard[step].Add(id);
                server[step].Add(phrase[step]);
            }
        }

        _standard = [.. standard.Select(list => list.ToArray())];
        _server = [.. server.Select(list => list.ToArray())];
        _weights = Weights(phrases, serverVocabularySize);
    }

    /// <summary>Server tokens of the longest text.</summary>
    public int Steps => _standard.Length;

    /// <summary>Adds what one step contributes.</summary>
    /// <param name="probabilities">Distribution over server tokens at that step; as wide as the vocabulary or narrower.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="result">As wide as the standard vocabulary.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> probabilities, int step, Span<float> result)
    {
        if (step >= Steps)
        {
            return;
        }

        var (standard, server, weights) = (_standard[step], _server[step], _weights[step]);
        for (var i = 0; i < standard.Length; i++)
        {
            if (server[i] < probabilities.Length)
            {
                result[standard[i]] += probabilities[server[i]] * weights[i];
            }
        }
    }

    private float[][] Weights(PhraseTable phrases, int serverVocabularySize)
    {
        var weights = new float[Steps][];
        var counts = new int[serverVocabularySize];
        for (var step = 0; step < Steps; step++)
        {
            foreach (var token in _server[step])
            {
                counts[token]++;
            }

            weights[step] = new float[_standard[step].Length];
            for (var i = 0; i < weights[step].Length; i++)
            {
                weights[step][i] = 1f / ((float)counts[_server[step][i]] * phrases[_standard[step][i]].Length);
            }

            foreach (var token in _server[step])
            {
                counts[token] = 0;
            }
        }

        return weights;
    }
}
