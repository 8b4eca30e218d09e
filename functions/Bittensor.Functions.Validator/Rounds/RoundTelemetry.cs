using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Storage;
using Bittensor.Telemetry;

namespace Bittensor.Functions.Validator;

/// <summary>What the validator tells of its rounds. Without a listener nothing is measured.</summary>
internal static class RoundTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Bittensor.Validator";

    private const string LossKind = "bittensor.loss", Sequence = "sequence", HeldOut = "held_out";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> RoundsStarted = Meter.CreateCounter<long>("bittensor.rounds.started", "{round}", "Rounds started.");

    private static readonly Counter<long> RoundsClosed = Meter.CreateCounter<long>("bittensor.rounds.closed", "{round}", "Rounds closed.");

    private static readonly Histogram<double> RoundDuration = Meter.CreateHistogram(
        "bittensor.round.duration", "s", "Time from a round's start to its closing.", advice: Buckets.Rounds);

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "bittensor.round.answers", "{answer}", "Answers of the axons of closed rounds, by return code.");

    private static readonly Histogram<double> Loss = Meter.CreateHistogram(
        "bittensor.axon.loss", "{nat}", "Losses of axons, in nats per token.", advice: Buckets.Losses);

    private static readonly Histogram<double> Score = Meter.CreateHistogram(
        "bittensor.axon.score", "1", "Scores of axons after a round.", advice: Buckets.Scores);

    /// <summary>A round is stored, and its messages are about to be sent.</summary>
    /// <returns>The span to dispose of when they are.</returns>
    public static Activity? Start(RoundRow round)
    {
        RoundsStarted.Add(1);
        return StartSpan("start_round", round);
    }

    /// <summary>The messages of a round are about to be sent again.</summary>
    /// <returns>The span to dispose of when they are.</returns>
    public static Activity? Resume(RoundRow round) => StartSpan("resume_round", round);

    /// <summary>An axon was examined; the span is the caller's.</summary>
    public static void Examined(ResponseRow response)
    {
        var span = Activity.Current;
        span?.SetTag(AttributeNames.Uid, response.Uid)
            .SetTag(AttributeNames.ReturnCode, response.Outcome)
            .SetTag("bittensor.axon.loss", response.Measures?.Next.Loss);
        if (response.Measures is null)
        {
            span.Fail(response.Outcome, response.Message);
        }
    }

    /// <summary>A round was closed by this process; the span is the caller's.</summary>
    public static void Closed(RoundRow round, IReadOnlyList<ResponseRow> answers, IReadOnlyList<ScoreRow> scores, RoundSummary summary)
    {
        Activity.Current?.SetTag("bittensor.round.answered", summary.Answered).SetTag("bittensor.round.loss", summary.MeanLoss);
        RoundsClosed.Add(1);
        RoundDuration.Record((summary.ClosedAt - round.StartedAt).TotalSeconds);
        foreach (var answer in answers)
        {
            Answers.Add(1, KeyValuePair.Create<string, object?>(AttributeNames.ReturnCode, answer.Outcome));
        }

        foreach (var losses in answers.Select(answer => answer.Measures?.Next).OfType<Scoring.LossMeasures>())
        {
            Loss.Record(losses.Loss, KeyValuePair.Create<string, object?>(LossKind, Sequence));
            Loss.Record(losses.LossVal, KeyValuePair.Create<string, object?>(LossKind, HeldOut));
        }

        foreach (var row in scores)
        {
            Score.Record(row.Statistics.ZeroingScore);
        }
    }

    private static Activity? StartSpan(string name, RoundRow round) => Source.StartActivity(name)?
        .SetTag(AttributeNames.Round, round.Id.Number)
        .SetTag("bittensor.round.axons", round.AxonCount)
        .SetTag("bittensor.round.tasks", round.Tasks.Count);
}
