using System.Numerics;

namespace Bittensor.Engine.Generation;

/// <summary>xoshiro256** 1.0 of Blackman and Vigna (arXiv:1805.01407), seeded through SplitMix64.</summary>
/// <remarks>Written out, so that a seed gives the same text on every machine and with every release of .NET.</remarks>
internal sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Seed of the call.</param>
    /// <param name="stream">Which of the call's independent streams.</param>
    public SeededRandom(long seed, int stream)
    {
        var state = (ulong)seed ^ ((ulong)stream * 0xD1342543DE82EF95);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>A number in [0,1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard Gumbel distribution: -ln(-ln u).</summary>
    public double NextGumbel() => -Math.Log(-Math.Log(NextDouble() + double.Epsilon));

    private ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
