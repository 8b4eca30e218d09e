namespace Bittensor.Protocol.Wire.Reference;

/// <summary>Gathers the phrases of <see cref="ReferencePhraseForm"/>, a value at a time.</summary>
/// <param name="batch">Items, B.</param>
/// <param name="topK">Phrases an item, K.</param>
/// <param name="tokenCount">Tokens of all phrases.</param>
internal struct ReferencePhraseReader(int batch, int topK, int tokenCount)
{
    private readonly int[] _tokens = new int[tokenCount];
    private readonly int[] _offsets = new int[(batch * topK) + 1];
    private readonly float[] _probabilities = new float[batch * topK];
    private readonly float[] _floors = new float[batch];
    private int _tokenCount;
    private int _phrases;
    private int _marks;
    private double _mass;

    /// <summary>Ends the phrase before and begins the next, or gives the floor of the item.</summary>
    public void AddProbability(float probability, int at)
    {
        var (item, rank) = Math.DivRem(_marks++, topK + 1);
        _mass = rank == 0 ? probability : _mass + probability;
        if (rank < topK)
        {
            _probabilities[_phrases++] = probability;
            _offsets[_phrases] = _tokenCount;
            return;
        }

        _floors[item] = probability;
        if (_mass >= 1 + (double)ReferencePhraseForm.Tolerance)
        {
            throw ReferencePhraseForm.Fault(
                WireFault.Value, FormattableString.Invariant($"Item {item} sums to {_mass}; expected at most 1."), at);
        }
    }

    /// <summary>Adds a token to the phrase that the last probability began.</summary>
    public void AddToken(int token, int at)
    {
        if (_marks % (topK + 1) == 0)
        {
            throw ReferencePhraseForm.Fault(
                WireFault.Malformed, "A token lies outside of any phrase; expected a probability.", at);
        }

        _tokens[_tokenCount++] = token;
        _offsets[_phrases] = _tokenCount;
    }

    /// <summary>What was gathered.</summary>
    public readonly PhraseDistributions Answer() => new(batch, topK, _tokens, _offsets, _probabilities, _floors);
}
