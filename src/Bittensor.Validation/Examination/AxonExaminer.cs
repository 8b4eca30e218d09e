using Bittensor.Client;
using Bittensor.Protocol;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Statistics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Examination;

/// <summary>Asks one axon the tasks of a round and writes down what came of it.</summary>
/// <param name="rounds">The rounds.</param>
/// <param name="metagraph">Where axons are.</param>
/// <param name="responses">Where the outcome goes.</param>
/// <param name="dendrite">Asks.</param>
/// <param name="options">What is asked for, and time limits.</param>
/// <param name="scoring">What answers are compared by.</param>
/// <param name="clock">Tells how much of the round is left.</param>
/// <param name="logger">Says what came of it.</param>
public sealed class AxonExaminer(
    IRoundStore rounds,
    IMetagraphStore metagraph,
    IResultStore responses,
    IDendrite dendrite,
    IOptions<RoundOptions> options,
    IOptions<ScoringOptions> scoring,
    TimeProvider clock,
    ILogger<AxonExaminer> logger)
{
    private const string TooLate = "It was asked so late that the round's deadline left it less than its time, which it did not keep.";

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private volatile Round? _latest; // tasks and deadline of a round never change, and its messages come one after the other

    /// <summary>Examines an axon, unless its response is there already or the round is over.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="uid">Which axon.</param>
    /// <param name="cancellationToken">Gives up; the message comes again.</param>
    public async Task ExamineAsync(RoundId id, int uid, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } round
            || clock.GetUtcNow() >= round.Deadline
            || await responses.ExistsAsync(id, uid, cancellationToken))
        {
            return;
        }

        var axon = await metagraph.FindAsync(uid, cancellationToken);
        var response = axon is null ? Gone(round, uid) : await AskAsync(round, axon, cancellationToken);
        if (await responses.TryAddAsync(response, cancellationToken))
        {
            RoundTelemetry.Examined(response);
            Log.AxonExamined(logger, id.Number, uid, response.ReturnCode, response.Measures?.Next.Loss, response.Message);
        }
    }

    private async Task<Round?> FindAsync(RoundId id, CancellationToken cancellationToken) =>
        _latest is { } latest && latest.Id == id ? latest : _latest = await rounds.FindAsync(id, cancellationToken);

    /// <summary>Response of an axon that left the metagraph: the round need not wait for it, and nobody pays.</summary>
    private AxonResult Gone(Round round, int uid) =>
        SilentAxons.NotAsked(round.Id, uid, SilentAxons.NoHotkey, "The axon left the metagraph.", clock.GetUtcNow());

    private async Task<AxonResult> AskAsync(Round round, RegisteredAxon axon, CancellationToken cancellationToken)
    {
        var next = new TextCausalLMNext { Inputs = InputsOf(round), TopK = options.Value.NextTopK };
        var given = TimeLeft(round);
        var answer = await dendrite.QueryAsync(axon.Url, next, given, cancellationToken);
        if (answer.ReturnCode is ReturnCode.Timeout or ReturnCode.NucleusTimeout && given < options.Value.AnswerTimeout)
        {
            return SilentAxons.NotAsked(round.Id, axon.Uid, axon.Hotkey, TooLate, clock.GetUtcNow());
        }

        var outcome = QueryOutcome.Of(answer, found => MeasuredResponse.Of(found, next, round, scoring.Value.Divergence));
        LogFault(round, axon, outcome);
        var asksMore = outcome.Measured is not null && options.Value.MeasureCausalLM;
        var causal = asksMore ? await AskCausalAsync(round, axon, cancellationToken) : null;
        return new(
            round.Id,
            axon.Uid,
            axon.Hotkey,
            outcome.ReturnCode,
            outcome.Message,
            outcome.Measured is { } measured ? ToMeasures(measured, causal?.Measured, answer.Elapsed) : null,
            causal?.ReturnCode,
            answer.BytesReceived,
            clock.GetUtcNow());
    }

    private static AxonMeasures ToMeasures(MeasuredResponse next, MeasuredResponse? causal, TimeSpan elapsed) =>
        new(next.Tasks.Mean, causal?.Tasks.Mean, elapsed.TotalSeconds)
        {
            Evidence = new(next.Tasks.Losses(), causal?.Tasks.LossVals(), next.FirstTokens),
        };

    private async Task<QueryOutcome?> AskCausalAsync(Round round, RegisteredAxon axon, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= round.Deadline)
        {
            return null;
        }

        var request = new TextCausalLM { Inputs = InputsOf(round), TopK = options.Value.CausalTopK };
        var answer = await dendrite.QueryAsync(axon.Url, request, TimeLeft(round), cancellationToken);
        var outcome = QueryOutcome.Of(answer, found => MeasuredResponse.Of(found, request, round));
        LogFault(round, axon, outcome);
        return outcome;
    }

    private void LogFault(Round round, RegisteredAxon axon, QueryOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            Log.MeasuringFailed(logger, round.Id.Number, axon.Uid, fault);
        }
    }

    private TimeSpan TimeLeft(Round round)
    {
        var left = round.Deadline - clock.GetUtcNow();
        if (left < Shortest)
        {
            return Shortest; // a timeout must be above 0
        }

        return left < options.Value.AnswerTimeout ? left : options.Value.AnswerTimeout;
    }

    private static WireTensor<long> InputsOf(Round round)
    {
        long[] shown = [.. round.Tasks.SelectMany(task => task.Take(round.SequenceLength)).Select(id => (long)id)];
        return new(shown, round.Tasks.Count, round.SequenceLength);
    }
}
