using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Probabilities as whole levels: even steps of the square root, and of the logarithm for very small ones.</summary>
/// <remarks>
/// A level is the place g(p) in units of the step: g(p) = sqrt(p) down to <see cref="Knee"/>, and below it the continuation with
/// the same slope, sqrt(knee) (1 + ln(p / knee) / 2). What ln p is off by is at most step / sqrt(p), and below the knee
/// step / sqrt(knee): small where the probability is large. Among all ways to spend the same number of levels, steps in
/// proportion to 1 / sqrt(p) make the mean square error of a loss least, if texts follow the distribution: a token is then met
/// with probability p, and p (step / sqrt(p))^2 is the same for all of them (Bennett 1948, high-resolution quantization).
/// </remarks>
internal static class ProbabilityScale
{
    /// <summary>Probability below which steps of the logarithm are even.</summary>
    public const double Knee = 4e-6;

    private const double Root = 2e-3; // of the knee

    /// <summary>The place of a probability.</summary>
    /// <param name="probability">Above 0, up to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PlaceOf(float probability) => probability >= (float)Knee
        ? MathF.Sqrt(probability)
        : (float)Root * (1 + (0.5f * MathF.Log(probability / (float)Knee)));

    /// <summary>The level of a place.</summary>
    /// <param name="place">What <see cref="PlaceOf"/> gave.</param>
    /// <param name="inverseStep">1 / step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LevelOf(float place, float inverseStep) => (int)MathF.Floor((place * inverseStep) + 0.5f);

    /// <summary>The probability of a level, in [0,1].</summary>
    /// <param name="level">The level, or a place between two.</param>
    /// <param name="step">Size of a step.</param>
    public static float ToProbability(float level, float step)
    {
        var place = level * (double)step;
        return (float)Math.Min(1, place >= Root ? place * place : Knee * Math.Exp(2 * ((place / Root) - 1)));
    }
}
