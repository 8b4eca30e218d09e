using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.EndToEnd.Tests;

/// <summary>Checks that the tables tell one story: no axon lost, none counted twice.</summary>
internal sealed class RoundAudit
{
    private const double Tolerance = 1e-9;

    private readonly IServiceProvider _stores;
    private readonly CancellationToken _token;
    private readonly Dictionary<int, AxonTrace> _traces = [];

    private RoundAudit(IServiceProvider stores, CancellationToken token) => (_stores, _token) = (stores, token);

    /// <summary>Closed rounds, oldest first.</summary>
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    /// <summary>Their responses.</summary>
    public List<AxonResult> Responses { get; } = [];

    /// <summary>
    /// 1. Rounds are numbered without gaps, and only the newest may be open.
    /// 2. Every closed round has one response an axon, and a summary that agrees with them.
    /// 3. Its history is there by round and by axon, the same, for all axons that were ever asked, and follows from the
    ///    responses so far. Its weights sum to 1.
    /// 4. The statistics follow from the responses.
    /// </summary>
    public static async Task<RoundAudit> RunAsync(IServiceProvider stores, CancellationToken token)
    {
        var audit = new RoundAudit(stores, token);
        await audit.RunAsync();
        return audit;
    }

    private async Task RunAsync()
    {
        // 1.
        var all = (await Get<IRoundStore>().ListAsync(1000, null, _token)).Reverse().ToArray();
        Assert.Equal(Enumerable.Range(1, all.Length).Select(number => (long)number), all.Select(round => round.Id.Number));
        Rounds = [.. all.Where(round => round.State == RoundState.Closed)];
        Assert.True(all.Length - Rounds.Count <= 1 && Rounds.SequenceEqual(all.Take(Rounds.Count)), "Only the newest round may be open.");

        foreach (var round in Rounds)
        {
            await CheckResponsesAsync(round); // 2.
            await CheckHistoryAsync(round); // 3.
        }

        await CheckStatisticsAsync(Rounds.Count == 0 ? 0 : Rounds[^1].Id.Number); // 4.
    }

    private async Task CheckResponsesAsync(Round listed)
    {
        var round = (await Get<IRoundStore>().FindAsync(listed.Id, _token))!;
        var responses = await Get<IResultStore>().ListAsync(round.Id, _token);
        Assert.Equal(round.Uids.Order(), responses.Select(response => response.Uid));
        Assert.Equal(responses.Count(response => response.ReturnCode == ReturnCode.Success), round.Summary!.Answered);
        Assert.Equal(
            responses.CountBy(response => response.Outcome).OrderBy(code => code.Key, StringComparer.Ordinal),
            round.Summary.ReturnCodes.OrderBy(code => code.Key, StringComparer.Ordinal));
        Responses.AddRange(responses);
        var difficulty = DifficultyOf(responses);
        foreach (var response in responses)
        {
            TraceOf(response.Uid).Add(response, difficulty);
        }
    }

    /// <summary>Median of what those who answered lost beyond their averages; never below 0.</summary>
    private double DifficultyOf(IEnumerable<AxonResult> responses)
    {
        double[] beyond = [.. responses.Select(response => response.Measures?.Next.Loss - TraceOf(response.Uid).Loss).OfType<double>().Order()];
        return beyond.Length == 0 ? 0 : Math.Max(0, (beyond[(beyond.Length - 1) / 2] + beyond[beyond.Length / 2]) / 2);
    }

    private async Task CheckHistoryAsync(Round round)
    {
        var rows = await Get<IHistoryStore>().ListAsync(round.Id, int.MaxValue, null, _token);
        Assert.Equal(_traces.Where(trace => trace.Value.Queried > 0).Select(trace => trace.Key).Order(), rows.Select(row => row.Uid));
        foreach (var row in rows)
        {
            AssertEqual(_traces[row.Uid].Score, row.Score);
            AssertEqual(_traces[row.Uid].Loss ?? 0, row.AverageLoss ?? 0);
            Assert.Equal(row, Assert.Single(await Get<IHistoryStore>().ListAsync(row.Uid, 1, round.Id.Next, _token)));
        }

        if (rows.Any(row => row.Score > 0))
        {
            Assert.Equal(1, rows.Sum(row => row.Weight), Tolerance);
        }
    }

    private async Task CheckStatisticsAsync(long newest)
    {
        var scores = (await Get<IScoreStore>().ListAsync(_token)).Where(row => row.LastRound.Number <= newest).ToArray(); // the open one may be half counted
        Assert.All(scores, row =>
        {
            var trace = _traces[row.Uid];
            Assert.Equal((trace.Queried, trace.Answered, trace.LastRound), (row.Statistics.Queried, row.Statistics.Answered, row.LastRound.Number));
            AssertEqual(trace.Score, row.Statistics.ZeroingScore);
            AssertEqual(trace.Loss ?? 0, row.Statistics.Loss ?? 0);
        });
    }

    private AxonTrace TraceOf(int uid) => _traces.TryGetValue(uid, out var trace) ? trace : _traces[uid] = new();

    private T Get<T>()
        where T : notnull => _stores.GetRequiredService<T>();

    private static void AssertEqual(double expected, double actual) =>
        Assert.InRange(actual, expected - (Tolerance * expected) - double.Epsilon, expected + (Tolerance * expected) + double.Epsilon);
}
