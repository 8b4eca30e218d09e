namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Writes what a series of simulations measured, for documentation.</summary>
internal static class GrowthReport
{
    /// <summary>Writes <c>measured.md</c>, a table, and <c>growth.svg</c>, a plot, over what is there.</summary>
    /// <param name="folder">Where to; created if it is not there.</param>
    /// <param name="rounds">What was measured, by ascending number of axons.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(DirectoryInfo folder, IReadOnlyList<SimulatedRound> rounds, CancellationToken cancellationToken)
    {
        folder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "measured.md"), MeasuresTable.Write(rounds), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "growth.svg"), GrowthPlot.Draw(rounds), cancellationToken);
    }
}
