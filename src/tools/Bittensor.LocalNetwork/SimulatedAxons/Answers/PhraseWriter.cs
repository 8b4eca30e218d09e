using Bittensor.Protocol;

namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>Puts phrase distributions together, a phrase at a time.</summary>
/// <param name="batch">Items.</param>
/// <param name="topK">Phrases an item.</param>
internal sealed class PhraseWriter(int batch, int topK)
{
    private readonly List<int> _tokens = new((batch * topK) + batch);
    private readonly int[] _offsets = new int[(batch * topK) + 1];
    private readonly float[] _probabilities = new float[batch * topK];
    private readonly float[] _floors = new float[batch];
    private int _phrases, _items;

    /// <summary>Adds a phrase.</summary>
    /// <param name="probability">Its probability.</param>
    /// <param name="tokens">Its standard tokens.</param>
    public void Add(float probability, params ReadOnlySpan<int> tokens)
    {
        _tokens.AddRange(tokens);
        _probabilities[_phrases++] = probability;
        _offsets[_phrases] = _tokens.Count;
    }

    /// <summary>Ends an item.</summary>
    /// <param name="floor">Mean probability of what is not listed.</param>
    public void EndItem(float floor) => _floors[_items++] = floor;

    /// <summary>The distributions.</summary>
    public PhraseDistributions ToDistributions() => new(batch, topK, [.. _tokens], _offsets, _probabilities, _floors);
}
