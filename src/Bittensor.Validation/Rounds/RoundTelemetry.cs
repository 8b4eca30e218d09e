using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bittensor.Telemetry;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Rounds;

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

    /// <summary>A round is about to be stored, and its messages to be sent.</summary>
    /// <returns>The span to dispose of when they are.</returns>
    public static Activity? Start(Round round) => StartSpan("start_round", round)?.SetTag("bittensor.round.tasks", round.Tasks.Count);

    /// <summary>A round has been stored.</summary>
    public static void CountStart() => RoundsStarted.Add(1);

    /// <summary>The messages of a round are about to be sent again; that belongs to its trace, whoever does it.</summary>
    /// <returns>The span to dispose of when they are.</returns>
    public static Activity? Resume(Round round) => StartSpan("resume_round", round);

    /// <summary>A round is over and is about to be closed; that belongs to its trace, whoever does it.</summary>
    /// <returns>The span to dispose of when it is.</returns>
    public static Activity? Close(Round round) => StartSpan("close_round", round);

    /// <summary>An axon was examined; the span is the caller's.</summary>
    public static void Examined(AxonResult response)
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
    public static void Closed(Round round, IReadOnlyList<AxonResult> answers, IReadOnlyList<AxonScore> scores, RoundSummary summary)
    {
        Activity.Current?.SetTag("bittensor.round.answered", summary.Answered).SetTag("bittensor.round.loss", summary.MeanLoss);
        RoundsClosed.Add(1);
        RoundDuration.Record((summary.ClosedAt - round.StartedAt).TotalSeconds);
        foreach (var answer in answers)
        {
            Answers.Add(1, KeyValuePair.Create<string, object?>(AttributeNames.ReturnCode, answer.Outcome));
        }

        foreach (var losses in answers.Select(answer => answer.Measures?.Next).OfType<LossMeasures>())
        {
            Loss.Record(losses.Loss, KeyValuePair.Create<string, object?>(LossKind, Sequence));
            Loss.Record(losses.LossVal, KeyValuePair.Create<string, object?>(LossKind, HeldOut));
        }

        foreach (var row in scores)
        {
            Score.Record(row.Statistics.ZeroingScore);
        }
    }

    private static Activity? StartSpan(string name, Round round)
    {
        var span = RoundTrace.Continue(round.Trace, Source, name, ActivityKind.Internal);
        return span?.SetTag(AttributeNames.Round, round.Id.Number).SetTag("bittensor.round.axons", round.AxonCount);
    }
}
