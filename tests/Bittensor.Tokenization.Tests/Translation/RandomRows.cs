namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>Random distributions with a few tokens that have nearly all of the mass; notes the mass of each translated one.</summary>
internal sealed class RandomRows(int seed) : ITranslationRows
{
    public Dictionary<int, double> Masses { get; } = [];

    public bool TryRead(int serverToken, Span<float> probabilities)
    {
        var random = new Random(HashCode.Combine(seed, serverToken));
        var sum = 0.0;
        foreach (ref var probability in probabilities)
        {
            sum += probability = (float)Math.Pow(random.NextDouble(), 60);
        }

        foreach (ref var probability in probabilities)
        {
            probability = (float)(probability / sum);
        }

        return true;
    }

    public void Write(int standardToken, ReadOnlySpan<float> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            Assert.InRange(probability, 0, 1 + 1e-6f);
            sum += probability;
        }

        Masses.Add(standardToken, sum);
    }
}
