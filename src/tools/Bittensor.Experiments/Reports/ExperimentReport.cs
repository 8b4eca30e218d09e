namespace Bittensor.Experiments;

/// <summary>What an experiment found.</summary>
/// <param name="Title">The claim.</param>
/// <param name="Finding">What was found, in a sentence or two.</param>
/// <param name="Text">Method, tables and limits, as Markdown.</param>
/// <param name="Plots">Pictures; the one that says most first.</param>
internal sealed record ExperimentReport(string Title, string Finding, string Text, params IReadOnlyList<ReportPlot> Plots);
