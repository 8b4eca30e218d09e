namespace Bittensor.Experiments;

/// <summary>An axon made of sample models: a mixture of their distributions, each at the same temperature.</summary>
/// <param name="Parts">Names of sample models and their parts of the mixture, which sum to 1.</param>
/// <param name="Temperature">Temperature of each model's distribution before it is mixed.</param>
internal sealed record MixedAxon(IReadOnlyList<(string Model, double Part)> Parts, double Temperature = 1)
{
    /// <summary>What it is made of.</summary>
    public string Name => string.Join(" + ", Parts.Select(part => Parts.Count == 1 ? part.Model : $"{100 * part.Part:0} % {part.Model}"))
        + (Temperature == 1 ? "" : $", T = {Temperature}");

    /// <summary>Its losses of TextCausalLMNext: those of the mixture need only what each model gives to the held-back text.</summary>
    /// <param name="network">The sample models.</param>
    /// <returns>In nats; shape [rounds][tasks].</returns>
    public double[][] Losses(SampleNetwork network)
    {
        var parts = Parts.Select(part => (part.Part, Losses: LossesOf(network.Axons.Single(axon => axon.Name == part.Model)))).ToArray();
        return [.. parts[0].Losses.Select((tasks, round) => tasks
            .Select((_, task) => -Math.Log(parts.Sum(part => part.Part * Math.Exp(-part.Losses[round][task]))))
            .ToArray())];
    }

    private double[][] LossesOf(SampleAxon axon) => Temperature == 1
        ? axon.NextLosses()
        : [.. axon.Rounds.Select(round => Experiments.Losses.OfNext(Tempering.Apply(round.ReadNext(), Temperature), round))];
}
