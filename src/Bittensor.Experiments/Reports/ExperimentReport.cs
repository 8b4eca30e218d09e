using Bittensor.Plots;

namespace Bittensor.Experiments;

/// <summary>What an experiment found.</summary>
/// <param name="Title">The claim.</param>
/// <param name="Finding">What was found, in a sentence or two.</param>
/// <param name="Text">Method, tables and limits, as Markdown.</param>
/// <param name="Plot">The picture that says most.</param>
internal sealed record ExperimentReport(string Title, string Finding, string Text, LinePlot Plot);
