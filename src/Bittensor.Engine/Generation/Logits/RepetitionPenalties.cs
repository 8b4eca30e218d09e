namespace Bittensor.Engine.Generation.Logits;

/// <summary>Makes tokens of the row less likely: positive scores are divided by the penalty, negative ones multiplied.</summary>
/// <remarks>Keskar et al. 2019, arXiv:1909.05858, section 4.1. A token that comes often is penalized once.</remarks>
/// <param name="penalty">Above 0; below 1 it rewards.</param>
/// <param name="vocabularySize">V.</param>
internal sealed class RepetitionPenalty(float penalty, int vocabularySize) : ILogitsProcessor
{
    private readonly bool[] _seen = new bool[vocabularySize];

    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        foreach (var token in tokens)
        {
            if (!_seen[token])
            {
                _seen[token] = true;
                scores[token] = Penalize(scores[token]);
            }
        }

        foreach (var token in tokens)
        {
            _seen[token] = false;
        }
    }

    private float Penalize(float score)
    {
        if (score < 0)
        {
            return score * penalty;
        }

        return score / penalty;
    }
}

/// <summary>Rules out every token that would complete an n-gram which the row has already.</summary>
/// <param name="size">Tokens of an n-gram; 1 or more.</param>
internal sealed class NoRepeatNgram(int size) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        if (tokens.Length < size)
        {
            return;
        }

        var last = tokens[^(size - 1)..];
        for (var end = size - 1; end < tokens.Length; end++)
        {
            if (tokens[(end - size + 1)..end].SequenceEqual(last))
            {
                scores[tokens[end]] = float.NegativeInfinity;
            }
        }
    }
}
