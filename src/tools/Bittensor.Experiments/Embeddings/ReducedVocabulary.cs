using Bittensor.Protocol;

namespace Bittensor.Experiments;

/// <summary>The standard tokens that a decoder tells apart; all others share one class, and its probability evenly.</summary>
/// <remarks>A token seen once shares that class too: so the class has something to learn from.</remarks>
internal sealed class ReducedVocabulary
{
    private readonly Dictionary<int, int> _classes;

    /// <summary>Keeps what occurs at least twice.</summary>
    /// <param name="tokens">Standard token ids of the training text.</param>
    public ReducedVocabulary(IEnumerable<int> tokens) => _classes = tokens
        .CountBy(token => token)
        .Where(count => count.Value > 1)
        .OrderBy(count => count.Key)
        .Select((count, index) => (count.Key, index))
        .ToDictionary(pair => pair.Key, pair => pair.index);

    /// <summary>Classes, the shared one included.</summary>
    public int Classes => _classes.Count + 1;

    /// <summary>Class of a token.</summary>
    /// <param name="token">Standard token id.</param>
    public int ClassOf(int token) => _classes.GetValueOrDefault(token, _classes.Count);

    /// <summary>What a token's loss is above that of its class: ln of the tokens that share it, in nats.</summary>
    /// <param name="token">Standard token id.</param>
    public double LossWithinClass(int token) => _classes.ContainsKey(token) ? 0 : Math.Log(StandardVocabulary.Size - _classes.Count);
}
