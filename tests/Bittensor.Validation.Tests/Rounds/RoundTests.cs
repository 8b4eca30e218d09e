using Bittensor.Protocol;
using Bittensor.Storage.Queues;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.History;
using Bittensor.Validation.Metagraph;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Weights;

namespace Bittensor.Validation.Tests;

public sealed class RoundTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly ValidatorBench _bench = new(azurite);

    private static CancellationToken Token => ValidatorBench.Token;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact] // losses are -ln(0.5) and -ln(0.25): below the floor of 1.69, both score the same; with 0.05 it is -ln(0.05) = 3.0
    public async Task Round_AllAnswer_HasScoresWeightsHistoryAndSummary()
    {
        await _bench.RegisterAsync(0, 1, 2);
        _bench.Axons.Answer(0, 0.25);
        _bench.Axons.Answer(1, 0.05);
        _bench.Axons.Answer(2, 0.05);

        var id = await _bench.RunRoundAsync();

        var round = await _bench.Get<IRoundStore>().FindAsync(id, Token);
        Assert.Equal((RoundState.Closed, 3, 0), (round!.State, round.Summary!.Answered, round.Summary.BestUid));
        Assert.Equal((Math.Log(4) + (2 * Math.Log(20))) / 3, round.Summary.MeanLoss!.Value, 1e-5);
        var scores = await _bench.Get<IScoreStore>().ListAsync(Token);
        Assert.Equal([0, 1, 2], scores.Select(row => row.Uid));
        Assert.Equal(Math.Log(20), scores[1].Statistics.Loss!.Value, 1e-5);
        Assert.Equal(scores[1].Statistics.ZeroingScore, scores[2].Statistics.ZeroingScore);
        Assert.True(scores[0].Statistics.ZeroingScore > scores[1].Statistics.ZeroingScore);
        var weights = await _bench.Get<IWeightStore>().ListAsync(id, Token);
        Assert.Equal(1, weights.Sum(axon => axon.Weight), 1e-9);
        Assert.Equal(ushort.MaxValue, weights[0].Emitted);
        var history = Assert.Single(await _bench.Get<IHistoryStore>().ListAsync(1, 10, null, Token));
        Assert.Equal((id, "hotkey1", weights[1].Weight, 0.25), (history.RoundId, history.Hotkey, history.Weight, history.ResponseTime));
    }

    [Fact]
    public async Task Round_AxonServesCausalLM_StoresItsLossToo()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Set(0, request => request switch
        {
            TextCausalLMNext next => (Answers.Next(next, 0.5), ReturnCode.Success),
            TextCausalLM causal => (Answers.Causal(causal), ReturnCode.Success),
            _ => (null, ReturnCode.NotImplemented),
        });

        var id = await _bench.RunRoundAsync();

        var response = Assert.Single(await _bench.Get<IResultStore>().ListAsync(id, Token));
        Assert.Equal(ReturnCode.Success, response.CausalReturnCode);
        Assert.Equal((0, 0), (response.Measures!.Causal!.Value.Loss, response.Measures.Causal.Value.LossVal));
        Assert.Equal(0, (await _bench.Get<IScoreStore>().ListAsync(Token))[0].Statistics.CausalLoss);
    }

    [Fact]
    public async Task Round_AllAxons_GetTheSameTasks()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        _bench.Axons.Answer(1, 0.5);

        await _bench.RunRoundAsync();

        var inputs = _bench.Axons.Requests.Select(entry => string.Join(',', entry.Request.Inputs!.Values)).Distinct();
        Assert.Equal(8, Assert.Single(inputs).Split(',').Length);
    }

    public static TheoryData<ReturnCode> Failures => [ReturnCode.Unavailable, ReturnCode.Timeout, ReturnCode.NotImplemented, ReturnCode.ResponseDeserializationException];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Round_AxonFails_CostsOnlyItsOwnScore(ReturnCode failure)
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.05);
        _bench.Axons.Answer(1, 0.05);
        await _bench.RunRoundAsync();
        var before = await _bench.Get<IScoreStore>().ListAsync(Token);
        _bench.Axons.Fail(1, failure);

        var id = await _bench.RunRoundAsync();

        var after = await _bench.Get<IScoreStore>().ListAsync(Token);
        Assert.True(after[0].Statistics.ZeroingScore > before[0].Statistics.ZeroingScore);
        Assert.Equal(before[1].Statistics.ZeroingScore * 0.9, after[1].Statistics.ZeroingScore, 1e-9);
        Assert.Equal((before[1].Statistics.Score, 2L, 1L, false), (after[1].Statistics.Score, after[1].Statistics.Queried, after[1].Statistics.Answered, after[1].Responded));
        Assert.Equal(failure, (await _bench.Get<IResultStore>().ListAsync(id, Token))[1].ReturnCode);
    }

    [Fact]
    public async Task Round_AnswerWithNaN_IsInvalidResponse()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, double.NaN);

        var id = await _bench.RunRoundAsync();

        Assert.Equal(ReturnCode.InvalidResponse, (await _bench.Get<IResultStore>().ListAsync(id, Token))[0].ReturnCode);
        Assert.Equal(0, (await _bench.Get<IRoundStore>().FindAsync(id, Token))!.Summary!.Answered);
    }

    [Fact]
    public async Task Tick_FiredTwice_StartsOneRound()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.5);
        await _bench.RunRoundAsync();

        await _bench.TickAsync();

        Assert.Single(await _bench.Get<IRoundStore>().ListAsync(10, null, Token));
    }

    [Fact]
    public async Task Tick_FiredTwiceAtOnce_StartsOneRound()
    {
        await _bench.RegisterAsync(0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(second => _bench.TickAsync(ValidatorBench.Start.AddSeconds(second))));

        Assert.Single(await _bench.Get<IRoundStore>().ListAsync(10, null, Token));
    }

    [Fact]
    public async Task Tick_NobodyRegistered_StartsNothing()
    {
        await _bench.TickAsync();

        Assert.Empty(await _bench.Get<IRoundStore>().ListAsync(10, null, Token));
    }

    [Fact]
    public async Task Tick_RoundStillOpen_StartsNoOther()
    {
        await _bench.RegisterAsync(0);
        await _bench.TickAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await _bench.TickAsync();

        Assert.Equal(RoundState.FannedOut, Assert.Single(await _bench.Get<IRoundStore>().ListAsync(10, null, Token)).State);
    }

    [Fact]
    public async Task Tick_ProcessDiedWithMessagesInHand_NextProcessSendsThemAgain()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        _bench.Axons.Answer(1, 0.5);
        await _bench.TickAsync();
        await _bench.QueueOf(QueueNames.QueryAxon).ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10), Token);
        await _bench.RestartAsync(new CrashPolicy());

        await _bench.TickAsync();
        await _bench.WorkAsync();

        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);
        Assert.Equal(2, (await _bench.Get<IRoundStore>().FindAsync(new(1), Token))!.Summary!.Answered);
    }

    [Fact]
    public async Task Tick_ClosingMessageLost_ClosesAndStartsTheNext()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.5);
        await _bench.TickAsync();
        await _bench.WorkAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await _bench.TickAsync();

        Assert.Equal([RoundState.FannedOut, RoundState.Closed], (await _bench.Get<IRoundStore>().ListAsync(10, null, Token)).Select(round => round.State));
    }

    [Theory] // a year; an hour; back over ticks that had their rounds
    [InlineData(-365 * 24 * 60)]
    [InlineData(-60)]
    [InlineData(-20)]
    [InlineData(365 * 24 * 60)]
    public async Task Tick_ClockJumpsBetweenRounds_RoundsGoOn(int minutes)
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.5);
        for (var round = 0; round < 3; round++)
        {
            await _bench.RunRoundAsync();
        }

        _bench.Clock.AdjustTime(_bench.Clock.GetUtcNow().AddMinutes(minutes));
        await _bench.RunRoundAsync();
        await _bench.RunRoundAsync();

        var rounds = await _bench.Get<IRoundStore>().ListAsync(10, null, Token);
        Assert.Equal([5L, 4L, 3L, 2L, 1L], rounds.Select(round => round.Id.Number));
        Assert.All(rounds, round => Assert.Equal(RoundState.Closed, round.State));
        Assert.Equal(5, (await _bench.Get<IScoreStore>().ListAsync(Token))[0].Statistics.Answered);
    }

    [Theory] // beyond the deadline; so far back that it would not come for a year
    [InlineData(60)]
    [InlineData(-365 * 24 * 60)]
    public async Task Tick_ClockJumpsWithinARound_RoundIsClosedAndNobodyPays(int minutes)
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        _bench.Axons.Answer(1, 0.5);
        await _bench.TickAsync();
        await _bench.Get<AxonExaminer>().ExamineAsync(new(1), 0, Token);
        _bench.Clock.AdjustTime(_bench.Clock.GetUtcNow().AddMinutes(minutes));

        await _bench.TickAsync();

        Assert.Equal([RoundState.FannedOut, RoundState.Closed], (await _bench.Get<IRoundStore>().ListAsync(10, null, Token)).Select(round => round.State));
        Assert.Equal(["Success", "NotAsked"], (await _bench.Get<IResultStore>().ListAsync(new(1), Token)).Select(row => row.Outcome));
        Assert.Equal(0, Assert.Single(await _bench.Get<IScoreStore>().ListAsync(Token)).Uid);
    }

    [Fact]
    public async Task Close_BeforeAllAnswered_Waits()
    {
        await _bench.RegisterAsync(0);
        await _bench.TickAsync();

        Assert.False((await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);
    }

    [Fact]
    public async Task Close_ValidatorDownPastDeadline_NoAxonPays()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.05);
        _bench.Axons.Answer(1, 0.02);
        var first = await _bench.RunRoundAsync();
        var before = await _bench.Get<IScoreStore>().ListAsync(Token);
        var board = await _bench.Get<IHistoryStore>().ListAsync(first, 10, null, Token);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bench.TickAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(5)); // down, with every message in the queue

        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(first.Next, Token)).IsClosed);

        Assert.Equal(before.Select(row => row.Statistics), (await _bench.Get<IScoreStore>().ListAsync(Token)).Select(row => row.Statistics));
        var after = await _bench.Get<IHistoryStore>().ListAsync(first.Next, 10, null, Token);
        Assert.Equal(board.Select(row => (row.Score, row.Weight)), after.Select(row => (row.Score, row.Weight)));
        Assert.All(after, row => Assert.Equal("NotAsked", row.Outcome));
        var summary = (await _bench.Get<IRoundStore>().FindAsync(first.Next, Token))!.Summary!;
        Assert.Equal((0, 2), (summary.Answered, summary.ReturnCodes["NotAsked"]));
    }

    [Fact]
    public async Task Close_SomeAskedWhenValidatorWentDown_OnlyThoseAreCounted()
    {
        await _bench.RegisterAsync(0, 1, 2);
        await _bench.TickAsync();
        _bench.Axons.Answer(0, 0.05);
        _bench.Axons.Fail(1, ReturnCode.Timeout);
        await _bench.Get<AxonExaminer>().ExamineAsync(new(1), 0, Token);
        await _bench.Get<AxonExaminer>().ExamineAsync(new(1), 1, Token);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);

        var scores = await _bench.Get<IScoreStore>().ListAsync(Token);
        Assert.Equal([(0, 1L, 1L), (1, 1L, 0L)], scores.Select(row => (row.Uid, row.Statistics.Queried, row.Statistics.Answered)));
        var outcomes = (await _bench.Get<IResultStore>().ListAsync(new(1), Token)).Select(row => row.Outcome);
        Assert.Equal(["Success", "Timeout", "NotAsked"], outcomes);
    }

    [Theory]
    [InlineData(11.9, ReturnCode.Timeout, "NotAsked")] // of 12 s that an axon has
    [InlineData(11.9, ReturnCode.NucleusTimeout, "NotAsked")]
    [InlineData(11.9, ReturnCode.Unavailable, "Unavailable")]
    [InlineData(12.1, ReturnCode.Timeout, "Timeout")]
    public async Task Query_JustBeforeDeadline_TimeoutIsNotTheAxonsFault(double secondsLeft, ReturnCode code, string expected)
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Fail(0, code);
        await _bench.TickAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(secondsLeft));

        await _bench.WorkAsync();

        Assert.Equal(expected, Assert.Single(await _bench.Get<IResultStore>().ListAsync(new(1), Token)).Outcome);
    }

    [Fact]
    public async Task Close_NewHotkeyNotAsked_GetsNoWeightOfItsPredecessor()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.05);
        _bench.Axons.Answer(1, 0.05);
        var first = await _bench.RunRoundAsync();
        await _bench.Get<IMetagraphStore>().RegisterAsync(new("new", FakeDendrite.UrlOf(2), AxonProfile.Unknown, Uid: 0), Token);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bench.TickAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        await _bench.Get<RoundCloser>().TryCloseAsync(first.Next, Token);

        Assert.Equal([1], (await _bench.Get<IWeightStore>().ListAsync(first.Next, Token)).Select(weight => weight.Uid));
    }

    [Fact]
    public async Task Query_AfterDeadline_ChangesNothing()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.5);
        await _bench.TickAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token);
        var before = await _bench.DumpAsync();

        await _bench.WorkAsync();

        Assert.Equal(before, await _bench.DumpAsync());
        Assert.Empty(_bench.Axons.Requests);
    }

    [Fact]
    public async Task Query_MessageDeliveredTwice_AsksOnce()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        _bench.Axons.Answer(1, 0.5);
        await _bench.TickAsync();

        await _bench.WorkAsync(deliveries: 2);
        await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token);

        Assert.Equal(2, _bench.Axons.Requests.Count(entry => entry.Request is TextCausalLMNext));
        Assert.All(await _bench.Get<IScoreStore>().ListAsync(Token), row => Assert.Equal(1, row.Statistics.Queried));
    }

    [Fact]
    public async Task Close_ByManyAtOnce_CountsOnce()
    {
        await _bench.RegisterAsync([.. Enumerable.Range(0, 10)]);
        foreach (var axon in Enumerable.Range(0, 10))
        {
            _bench.Axons.Answer(axon, 0.05);
        }

        await _bench.TickAsync();
        await _bench.WorkAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)));

        Assert.All(await _bench.Get<IScoreStore>().ListAsync(Token), row => Assert.Equal((1L, 1L), (row.Statistics.Queried, row.Statistics.Answered)));
        Assert.Equal(RoundState.Closed, (await _bench.Get<IRoundStore>().FindAsync(new(1), Token))!.State);
    }

    [Fact]
    public async Task Close_AfterLaterRound_ChangesNothing()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.5);
        var first = await _bench.RunRoundAsync();
        var answers = await _bench.Get<IResultStore>().ListAsync(first, Token);
        await _bench.RunRoundAsync();
        var before = await _bench.DumpAsync();

        Assert.Null(await _bench.Get<StatisticsUpdate>().ApplyAsync(first, answers, Token));
        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(first, Token)).IsClosed);

        Assert.Equal(before, await _bench.DumpAsync());
    }

    [Fact]
    public async Task Round_HotkeyChanged_StartsAgainAndKeepsHistory()
    {
        await _bench.RegisterAsync(0);
        _bench.Axons.Answer(0, 0.05);
        _bench.Axons.Answer(1, 0.01);
        await _bench.RunRoundAsync();
        await _bench.Get<IMetagraphStore>().RegisterAsync(new("hotkey1", FakeDendrite.UrlOf(1), AxonProfile.Unknown, Uid: 0), Token);

        await _bench.RunRoundAsync();

        var score = Assert.Single(await _bench.Get<IScoreStore>().ListAsync(Token)).Statistics;
        Assert.Equal(("hotkey1", 1L), (score.Hotkey, score.Queried));
        Assert.Equal(Math.Log(100), score.Loss!.Value, 1e-5);
        Assert.Equal(["hotkey1", "hotkey0"], (await _bench.Get<IHistoryStore>().ListAsync(0, 10, null, Token)).Select(row => row.Hotkey));
    }

    [Fact]
    public async Task Round_AxonLeavesBeforeDeadlineUnasked_NobodyPays()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        await _bench.TickAsync();
        await _bench.Get<AxonExaminer>().ExamineAsync(new(1), 0, Token);
        await _bench.Get<IMetagraphStore>().RemoveAsync(1, Token);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);

        Assert.Equal(0, Assert.Single(await _bench.Get<IScoreStore>().ListAsync(Token)).Uid);
    }

    [Fact]
    public async Task Round_AxonLeavesMeanwhile_NobodyPays()
    {
        await _bench.RegisterAsync(0, 1);
        _bench.Axons.Answer(0, 0.5);
        await _bench.TickAsync();
        await _bench.Get<IMetagraphStore>().RemoveAsync(1, Token);
        await _bench.WorkAsync();

        Assert.True((await _bench.Get<RoundCloser>().TryCloseAsync(new(1), Token)).IsClosed);

        Assert.Equal(0, Assert.Single(await _bench.Get<IScoreStore>().ListAsync(Token)).Uid);
    }
}
