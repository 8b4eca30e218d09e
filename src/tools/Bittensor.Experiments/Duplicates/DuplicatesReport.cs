using Bittensor.LocalNetwork.Plots;

namespace Bittensor.Experiments;

/// <summary>Writes what was found about axons with the same model.</summary>
/// <param name="outcomes">What each sample model is worth by its copies, from one copy on.</param>
internal sealed class DuplicatesReport(IReadOnlyDictionary<string, CopyOutcome[]> outcomes)
{
    private CopyOutcome[] Best => outcomes.Values.Last();

    /// <summary>Writes the report.</summary>
    public ExperimentReport Write() => new(
        "Individual scores instead of a group's", Finding(), Text(), new ReportPlot("", "What a model's score is by the number of axons that serve it", Plot()));

    private string Text() => $"{Method()}\n\n{string.Concat(outcomes.Select(Section))}{Conclusions()}";

    private string Finding()
    {
        var (alone, last) = (Best[0], Best[^1]);
        return $"The leave-one-out value of the best model falls from {alone.LeaveOneOut.Score:0.000} to "
            + $"{last.LeaveOneOut.Score:0.000} nats when "
            + $"{last.Copies} of ten axons serve it in place of one; its individual score stays the same. Its share of all "
            + $"scores moves by "
            + $"{100 * alone.LeaveOneOut.Fluctuation:0} % (alone) and {100 * last.LeaveOneOut.Fluctuation:0} % ({last.Copies} "
            + $"copies) from round to round with leave-one-out, "
            + $"and by {100 * alone.Individual.Fluctuation:0} % and {100 * last.Individual.Fluctuation:0} % with individual "
            + $"scores.";
    }

    private static string Method() => $"""
        ## Method

        Ten axons that all differ, made of the three sample models' answers to TextCausalLMNext:
        {string.Join("; ", Population.Axons.Select(axon => axon.Name))} (T: temperature; %: mixture of distributions). One of the
        sample models is then served by one to six of the ten: a copy takes the place of another axon, which one is tried in all
        ways, and the mean is taken. Both scores go through the validator's moving averages, and the second half of all rounds
        counts. *Share* is the part of all ten axons' scores that the copies get together; *place* is that of each copy among the
        ten; *fluctuation* is the standard deviation of a copy's share from round to round, over its mean.
        """;

    private static string Section(KeyValuePair<string, CopyOutcome[]> model) =>
        $"## {model.Key} served by several\n\n{MarkdownTable.Of(
            [
                "Axons", "Leave-one-out, nats", "all copies, nats", "share, %", "place", "fluctuation, %",
                "Individual score", "share, %", "place", "fluctuation, %",
            ],
            model.Value.Select(Cells))}\n";

    private string Conclusions() => $"""
        ## What this says

        - **As announced:** leave-one-out punishes an axon for others that serve the same model, and the individual score does
          not.
        - **Weak models get nothing from leave-one-out** even without copies, since a group that has the better ones does without
          them: {string.Join(", ", outcomes.Select(model => $"{model.Key} {model.Value[0].LeaveOneOut.Score:0.0000} nats"))}. Here
          the ten are made of three models, so they share much to begin with.
        - **All copies together are not always punished.** A copy takes another axon's place, and the group without one copy has
          the others: the sum for the best model is
          {string.Join(", ", Best.Select(outcome => $"{outcome.Copies * outcome.LeaveOneOut.Score:0.000}"))} nats for 1 to
          {Best.Length} copies, and their share of all scores is larger than that of one. With individual scores it grows with
          every copy ({string.Join(", ", Best.Select(outcome => $"{100 * outcome.Copies * outcome.Individual.Share:0} %"))}):
          nothing there speaks against one operator serving one model under many uids.
        - **Fluctuation, as announced:** the share of a model that others serve too moves more from round to round with
          leave-one-out, and less with individual scores the more serve it. Alone, the best model's moves about as much with
          either; that of a middling one, whose value is close to nothing, moves by more than itself with leave-one-out.
        """;

    private static string[] Cells(CopyOutcome outcome) =>
    [
        $"{outcome.Copies}",
        $"{outcome.LeaveOneOut.Score:0.0000}",
        $"{outcome.Copies * outcome.LeaveOneOut.Score:0.0000}",
        .. Shared(outcome.LeaveOneOut, outcome.Copies),
        $"{outcome.Individual.Score:#,0}",
        .. Shared(outcome.Individual, outcome.Copies),
    ];

    private static string[] Shared(Standing standing, int copies) =>
        [$"{100 * copies * standing.Share:0}", $"{standing.Place:0.0}", $"{100 * standing.Fluctuation:0}"];

    private LinePlot Plot() => new(
        new("axons of ten that serve the model", [1, 2, 3, 4, 5, 6]),
        new("score of each, of its score when alone", [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]),
        [
            .. Valued.Select(model => new PlotSeries($"{model.Key}, leave-one-out", Relative(model.Value, outcome => outcome.LeaveOneOut))),
            .. Valued.Select(model => new PlotSeries(
                $"{model.Key}, individual", Relative(model.Value, outcome => outcome.Individual), IsDashed: true)),
        ]);

    /// <summary>The models that are worth anything to the group to begin with.</summary>
    private IEnumerable<KeyValuePair<string, CopyOutcome[]>> Valued =>
        outcomes.Where(model => model.Value[0].LeaveOneOut.Score > 1e-6);

    private static (double X, double Y)[] Relative(CopyOutcome[] outcomes, Func<CopyOutcome, Standing> standing) =>
        [.. outcomes.Select(outcome => ((double)outcome.Copies, standing(outcome).Score / standing(outcomes[0]).Score))];
}
