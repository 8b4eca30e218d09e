namespace Bittensor.LocalNetwork.Plots;

/// <summary>One line of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, from left to right.</param>
/// <param name="IsDashed">Whether the line is broken.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsDashed = false);
