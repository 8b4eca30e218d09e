using Bittensor.LocalNetwork.Plots;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Draws how a round grows with the number of axons: both axes are logarithmic, so that lines that rise alike grow
/// alike.</summary>
internal static class GrowthPlot
{
    private static readonly (string Name, Func<SimulatedRound, double> Value)[] Lines =
    [
        ("requests to storage", round => round.Storage.Total),
        ("round, s", round => round.Time.TotalSeconds),
        ("validator's processor time, s", round => round.ValidatorCpu.TotalSeconds),
        ("closing step, s", round => round.ClosingTime.TotalSeconds),
        ("validator's peak memory, MB", round => round.PeakMemory / 1e6),
    ];

    /// <summary>Draws the last round of each size.</summary>
    /// <param name="rounds">What was measured.</param>
    public static string Draw(IReadOnlyList<SimulatedRound> rounds)
    {
        SimulatedRound[] last = [.. rounds.GroupBy(round => round.Axons).Select(size => size.Last()).OrderBy(round => round.Axons)];
        PlotSeries[] series = [.. Lines.Select(line => new PlotSeries(line.Name, [.. last.Select(round => ((double)round.Axons, line.Value(round)))]))];
        double[] values = [.. series.SelectMany(line => line.Points).Select(point => point.Y)];
        var axons = new PlotAxis("axons", [.. last.Select(round => (double)round.Axons)], IsLogarithmic: true);
        return new LinePlot(axons, PlotAxis.Decades("last round of each size", values), series).ToSvg();
    }
}
