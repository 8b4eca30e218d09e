using System.Numerics.Tensors;

namespace Bittensor.Validation.Scoring;

/// <summary>Reads a language-model loss as the size of the model that would reach it.</summary>
/// <param name="LossFloor">Loss that any lower one counts as, in nats per token; by default the entropy of natural text.</param>
/// <param name="Power">Exponent of the score over the parameter count; above 0.</param>
/// <remarks>Inverts L(N) = (8.8e13 / N)^0.076 of Kaplan et al. 2020, arXiv:2001.08361, eq. 1.1. The floor is that of
/// <c>scaling_law_loss_to_params</c> in Bittensor v3.5.0; models tuned to their text fall below it (opentensor/bittensor
/// issue 1021), so it is an option.</remarks>
public sealed record ScalingLaw(double LossFloor = 1.69, double Power = 0.5)
{
    private const double CriticalParameters = 8.8e13, Exponent = 0.076;

    /// <summary>Estimates the parameter count behind a loss.</summary>
    /// <param name="loss">Mean cross-entropy, in nats per token.</param>
    /// <returns>Parameter count, at most about 8.8e10 at the default floor.</returns>
    /// <exception cref="ArgumentException">The loss is NaN or infinite; what that counts as is for the caller to say.</exception>
    public double ToParameters(double loss)
    {
        if (!double.IsFinite(loss))
        {
            throw new ArgumentException($"A loss must be finite, not {loss}.", nameof(loss));
        }

        return CriticalParameters * Math.Pow(Math.Max(loss, LossFloor), -1 / Exponent);
    }

    /// <summary>The individual score: the parameter count behind a loss, to the power of <see cref="Power"/>.</summary>
    /// <param name="loss">Mean cross-entropy, in nats per token.</param>
    /// <returns>Score, above 0; two axons with the same model get the same, however many they are.</returns>
    /// <exception cref="ArgumentException">The loss is NaN or infinite.</exception>
    public double ToScore(double loss) => Math.Pow(ToParameters(loss), Power);

    /// <summary>The individual scores of many losses at once, good to about 12 digits.</summary>
    /// <param name="losses">Mean cross-entropies, in nats per token; finite.</param>
    /// <param name="scores">Where scores go; as long as <paramref name="losses"/>, which may be the same memory.</param>
    public void ToScores(ReadOnlySpan<double> losses, Span<double> scores)
    {
        TensorPrimitives.Max(losses, LossFloor, scores);
        TensorPrimitives.Log(scores, scores);
        TensorPrimitives.Multiply(scores, -Power / Exponent, scores);
        TensorPrimitives.Add(scores, Power * Math.Log(CriticalParameters), scores);
        TensorPrimitives.Exp(scores, scores);
    }
}
