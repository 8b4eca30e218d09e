namespace Bittensor.Experiments;

/// <summary>One claim of the announcement, measured.</summary>
internal interface IExperiment
{
    /// <summary>Name of its files.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    /// <param name="network">What the sample models answered.</param>
    ExperimentReport Run(SampleNetwork network);
}
