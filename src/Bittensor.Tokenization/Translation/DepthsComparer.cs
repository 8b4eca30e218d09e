namespace Bittensor.Tokenization.Translation;

/// <summary>Compares lists of depths by what they hold.</summary>
internal sealed class DepthsComparer : IEqualityComparer<IReadOnlyList<int>>
{
    public static DepthsComparer Instance { get; } = new();

    public bool Equals(IReadOnlyList<int>? x, IReadOnlyList<int>? y)
    {
        if (x is null || y is null || x.Count != y.Count)
        {
            return ReferenceEquals(x, y);
        }

        for (var i = 0; i < x.Count; i++)
        {
            if (x[i] != y[i])
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(IReadOnlyList<int> obj)
    {
        var hash = default(HashCode);
        for (var i = 0; i < obj.Count; i++)
        {
            hash.Add(obj[i]);
        }

        return hash.ToHashCode();
    }
}
