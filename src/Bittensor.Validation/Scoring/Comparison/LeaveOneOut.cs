namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>Leave-one-out Shapley values: how much worse the group does without one of its answers.</summary>
/// <remarks>
/// How axons were valued before the Synapse update. The group's distribution is the mean of all; its loss is -mean ln of what
/// that gives to the targets. An answer that others give too is worth little, however good it is.
/// </remarks>
public static class LeaveOneOut
{
    /// <summary>Loss of a group of nobody, in nats: that of the uniform distribution over the standard vocabulary.</summary>
    public static double LossOfNobody { get; } = Math.Log(Protocol.StandardVocabulary.Size);

    /// <summary>Rise of the group's loss when each answer is left out.</summary>
    /// <param name="answers">Probabilities of the targets.</param>
    /// <returns>Values in nats, below 0 where the group does better without; shape [axons].</returns>
    public static double[] Values(TargetProbabilities answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var values = new double[answers.Axons];
        if (answers.Axons == 1)
        {
            values[0] = LossOfNobody - answers.MeanLosses[0];
            return values;
        }

        var others = new double[answers.Axons];
        for (var target = 0; target < answers.Targets; target++)
        {
            var probabilities = answers.Of(target);
            var total = SumsOfOthers(probabilities, others);
            for (var axon = 0; axon < values.Length; axon++)
            {
                values[axon] += Math.Log(total / values.Length) - Math.Log(others[axon] / (values.Length - 1));
            }
        }

        return Array.ConvertAll(values, value => value / answers.Targets);
    }

    /// <summary>Sum without each axon: what is before it and what is after it. Nothing is subtracted, so that one axon with
    /// nearly all of the sum leaves the others' digits as they are.</summary>
    /// <returns>The whole sum.</returns>
    private static double SumsOfOthers(ReadOnlySpan<double> probabilities, Span<double> others)
    {
        var before = 0d;
        for (var axon = 0; axon < others.Length; axon++)
        {
            others[axon] = before;
            before += probabilities[axon];
        }

        var after = 0d;
        for (var axon = others.Length - 1; axon >= 0; axon--)
        {
            others[axon] += after;
            after += probabilities[axon];
        }

        return before;
    }
}
