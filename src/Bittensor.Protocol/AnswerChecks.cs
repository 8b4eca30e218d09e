using System.Globalization;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>Checks that answers share: nothing of an answer is believed before it has passed them.</summary>
public static class AnswerChecks
{
    /// <summary>What the probabilities of one row may exceed 1 by: float32 sums of some thousands of entries.</summary>
    public const double MassTolerance = 1e-3;

    /// <summary>Requires that an answer is there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The answer.</param>
    /// <param name="field">Its name on the wire.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="SynapseException">It is null; <see cref="ReturnCode.EmptyResponse"/>.</exception>
    public static T Present<T>(T? value, string field)
        where T : class => value ?? throw new SynapseException(ReturnCode.EmptyResponse, $"The answer has no {field}.");

    /// <summary>Requires a number that follows from the request.</summary>
    /// <param name="what">What is counted.</param>
    /// <param name="actual">What the answer has.</param>
    /// <param name="expected">What it must have.</param>
    /// <exception cref="SynapseException">They differ; <see cref="ReturnCode.ResponseShapeException"/>.</exception>
    public static void Count(string what, long actual, long expected)
    {
        if (actual != expected)
        {
            throw new SynapseException(
                ReturnCode.ResponseShapeException, $"The answer has {actual} {what}; expected {expected}.");
        }
    }

    /// <summary>Requires a number between two that follow from the request.</summary>
    /// <param name="what">What is counted.</param>
    /// <param name="actual">What the answer has.</param>
    /// <param name="lowest">What it must have at least.</param>
    /// <param name="highest">What it may have at most.</param>
    /// <exception cref="SynapseException">It is outside; <see cref="ReturnCode.ResponseShapeException"/>.</exception>
    public static void Count(string what, long actual, long lowest, long highest)
    {
        if (actual < lowest || actual > highest)
        {
            throw new SynapseException(
                ReturnCode.ResponseShapeException, $"The answer has {actual} {what}; expected {lowest} to {highest}.");
        }
    }

    /// <summary>Requires a tensor of some rank whose dimensions are given.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="field">Its name on the wire.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="expected">Size of each dimension; -1 where any positive one will do.</param>
    /// <exception cref="SynapseException">The shape is another; <see cref="ReturnCode.ResponseShapeException"/>.</exception>
    public static void Shape<T>(string field, WireTensor<T> tensor, params ReadOnlySpan<int> expected)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var matches = tensor.Shape.Length == expected.Length;
        for (var i = 0; matches && i < expected.Length; i++)
        {
            matches = expected[i] < 0 ? tensor.Shape[i] > 0 : tensor.Shape[i] == expected[i];
        }

        if (!matches)
        {
            throw new SynapseException(
                ReturnCode.ResponseShapeException,
                $"{field} has shape {Shapes.Text(tensor.Shape)}; expected {Shapes.Text(expected)} (-1: any).");
        }
    }

    /// <summary>Requires token ids of a vocabulary.</summary>
    /// <param name="field">Their name on the wire.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="vocabularySize">What each id is below.</param>
    /// <exception cref="SynapseException">An id is outside; <see cref="ReturnCode.InvalidResponse"/>.</exception>
    public static void Ids(string field, ReadOnlySpan<int> ids, int vocabularySize)
    {
        var at = ids.IndexOfAnyExceptInRange(0, vocabularySize - 1);
        if (at >= 0)
        {
            throw Invalid($"Entry {at} of {field} is {ids[at]}; expected 0 to {vocabularySize - 1}.");
        }
    }

    /// <summary>Requires one distribution: probabilities in [0,1] that sum to 1 at most.</summary>
    /// <param name="field">Their name on the wire.</param>
    /// <param name="row">Which distribution it is, for the message.</param>
    /// <param name="probabilities">Probabilities of one row.</param>
    /// <exception cref="SynapseException">
    /// One is NaN or outside, or the sum is above 1 + <see cref="MassTolerance"/>; <see cref="ReturnCode.InvalidResponse"/>.
    /// </exception>
    public static void Distribution(string field, int row, ReadOnlySpan<float> probabilities)
    {
        if (ProbabilityRow.FirstInvalid(probabilities) is >= 0 and var at)
        {
            Probability(field, row, probabilities[at]);
        }

        var mass = ProbabilityRow.Mass(probabilities);
        if (mass > 1 + MassTolerance)
        {
            throw Invalid(
                string.Create(CultureInfo.InvariantCulture, $"Row {row} of {field} sums to {mass}; expected at most 1."));
        }
    }

    /// <summary>Requires one probability.</summary>
    /// <param name="field">Its name on the wire.</param>
    /// <param name="row">Where it is, for the message.</param>
    /// <param name="probability">The probability.</param>
    /// <exception cref="SynapseException">It is NaN or outside [0,1]; <see cref="ReturnCode.InvalidResponse"/>.</exception>
    public static void Probability(string field, int row, float probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw Invalid(
                string.Create(CultureInfo.InvariantCulture, $"Row {row} of {field} has {probability}; expected 0 to 1."));
        }
    }

    /// <summary>A value that cannot be.</summary>
    /// <param name="message">What was found and what was expected.</param>
    public static SynapseException Invalid(string message) => new(ReturnCode.InvalidResponse, message);
}
