namespace Bittensor.Validation.Scoring.Losses;

/// <summary>Gathers the mass of the phrases that agree with what really follows, a phrase at a time.</summary>
/// <remarks>
/// Only as many tokens of a phrase are compared as there are held-back ones: a phrase that holds all of them and goes on
/// cannot be told from one that ends with them, and counts for them, as in the reference.
/// </remarks>
internal ref struct PhraseMatches
{
    private readonly ReadOnlySpan<int> _target;
    private readonly double[] _mass;
    private readonly bool[] _found;
    private double _firstMass;
    private bool _firstFound;

    /// <summary>Starts with no phrase.</summary>
    /// <param name="target">Tokens to agree with; at least one.</param>
    public PhraseMatches(ReadOnlySpan<int> target)
    {
        _target = target;
        _mass = new double[target.Length];
        _found = new bool[target.Length];
    }

    /// <summary>Counts one phrase.</summary>
    /// <param name="phrase">Its standard tokens.</param>
    /// <param name="probability">Its probability, not normalized.</param>
    public void Add(ReadOnlySpan<int> phrase, double probability)
    {
        var shared = phrase.CommonPrefixLength(_target);
        if (shared == 0)
        {
            return;
        }

        _firstMass += probability;
        _firstFound = true;
        if (shared == phrase.Length || shared == _target.Length)
        {
            _mass[shared - 1] += probability;
            _found[shared - 1] = true;
        }
    }

    /// <summary>Mass of all prefixes of the target; one that no phrase equals has the floor.</summary>
    /// <param name="floor">Probability of one unlisted token, not normalized.</param>
    /// <param name="mostFloors">Prefixes that may have it.</param>
    public readonly double Continuation(double floor, int mostFloors)
    {
        var sum = 0d;
        var floorsLeft = mostFloors;
        for (var prefix = 0; prefix < _mass.Length; prefix++)
        {
            if (_found[prefix])
            {
                sum += _mass[prefix];
            }
            else if (floorsLeft > 0)
            {
                sum += floor;
                floorsLeft--;
            }
        }

        return sum;
    }

    /// <summary>Mass of the phrases that begin with the target's first token, or the floor if none does.</summary>
    /// <param name="floor">Probability of one unlisted token, not normalized.</param>
    public readonly double FirstToken(double floor) => _firstFound ? _firstMass : floor;
}
