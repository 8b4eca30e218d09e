using Bittensor.Plots;

namespace Bittensor.Experiments;

/// <summary>Writes what was found about axons with the same model.</summary>
/// <param name="outcomes">What each sample model is worth by its copies, from one copy on.</param>
internal sealed class DuplicatesReport(IReadOnlyDictionary<string, CopyOutcome[]> outcomes)
{
    public ExperimentReport Write() => new("Individual scores instead of a group's", "TBD", string.Concat(outcomes.Select(Section)), Plot());

    private static string Section(KeyValuePair<string, CopyOutcome[]> model) =>
        $"## {model.Key} copied\n\n{MarkdownTable.Of(
            [
                "Axons that serve it", "Leave-one-out, nats each", "All of them", "Share of the ten's scores", "Place", "Fluctuation, %",
                "Individual score", "Place", "Fluctuation, %",
            ],
            model.Value.Select(Cells))}\n";

    private static string[] Cells(CopyOutcome outcome) =>
    [
        $"{outcome.Copies}",
        $"{outcome.LeaveOneOut.Score:0.0000}",
        $"{outcome.Copies * outcome.LeaveOneOut.Score:0.0000}",
        $"{100 * outcome.Copies * outcome.LeaveOneOut.Share:0} %",
        $"{outcome.LeaveOneOut.Place:0.0}",
        $"{100 * outcome.LeaveOneOut.Fluctuation:0}",
        $"{outcome.Individual.Score:#,0}",
        $"{outcome.Individual.Place:0.0}",
        $"{100 * outcome.Individual.Fluctuation:0}",
    ];

    private LinePlot Plot() => new(
        new("axons of ten that serve the model", [1, 2, 3, 4, 5, 6]),
        new("score of each, of its score when alone", [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]),
        [
            .. outcomes.Select(model => new PlotSeries($"{model.Key}, leave-one-out", Relative(model.Value, outcome => outcome.LeaveOneOut))),
            .. outcomes.Select(model => new PlotSeries($"{model.Key}, individual", Relative(model.Value, outcome => outcome.Individual), IsDashed: true)),
        ]);

    private static (double X, double Y)[] Relative(CopyOutcome[] outcomes, Func<CopyOutcome, Standing> standing) =>
        [.. outcomes.Select(outcome => ((double)outcome.Copies, standing(outcome).Score / standing(outcomes[0]).Score))];
}
