using System.Collections.Immutable;

namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>The last response times of an axon.</summary>
/// <param name="Seconds">Response times in seconds, oldest first; at most <see cref="Capacity"/>.</param>
public sealed record ResponseTimes(ImmutableArray<float> Seconds)
{
    /// <summary>Response times that are kept.</summary>
    public const int Capacity = 64;

    /// <summary>No response time yet.</summary>
    public static ResponseTimes Empty { get; } = new([]);

    /// <summary>Median in seconds; nothing before the first answer.</summary>
    public double? Median => Medians.Of(Seconds.Select(seconds => (double)seconds));

    /// <summary>Adds a response time and drops the oldest when there are too many.</summary>
    /// <param name="seconds">Seconds.</param>
    public ResponseTimes Add(double seconds)
    {
        var kept = Seconds.Length < Capacity ? Seconds : Seconds.RemoveAt(0);
        return new(kept.Add((float)seconds));
    }

    /// <inheritdoc/>
    public bool Equals(ResponseTimes? other) => other is not null && Seconds.SequenceEqual(other.Seconds);

    /// <inheritdoc/>
    public override int GetHashCode() => Seconds.Aggregate(Seconds.Length, HashCode.Combine);
}
