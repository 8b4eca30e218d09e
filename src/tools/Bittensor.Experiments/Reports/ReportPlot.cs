using Bittensor.LocalNetwork.Plots;

namespace Bittensor.Experiments;

/// <summary>A picture of a report.</summary>
/// <param name="Name">What is added to the experiment's name for its file; empty for the first.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Plot">The picture.</param>
internal sealed record ReportPlot(string Name, string Title, LinePlot Plot);
