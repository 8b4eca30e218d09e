namespace Bittensor.Experiments;

/// <summary>Ten axons, of which one to six serve the same model: leave-one-out values against individual scores.</summary>
internal sealed class Duplicates : IExperiment
{
    private const int MostCopies = 6;

    /// <inheritdoc/>
    public string Name => "duplicates";

    /// <inheritdoc/>
    public ExperimentReport Run(SampleNetwork network)
    {
        var study = new CopyStudy([.. Population.Axons.Select(axon => axon.Losses(network))]);
        var outcomes = network.Axons
            .Select(axon => axon.Name)
            .ToDictionary(name => name, name => Outcomes(study, name));
        return new DuplicatesReport(outcomes).Write();
    }

    private static CopyOutcome[] Outcomes(CopyStudy study, string model)
    {
        var copied = Population.Axons.Index().Single(axon => axon.Item.Name == model).Index;
        return [.. Enumerable.Range(1, MostCopies).Select(copies => study.Run(copied, copies))];
    }
}
