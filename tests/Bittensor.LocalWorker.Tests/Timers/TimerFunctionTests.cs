using System.Collections.Concurrent;
using Bittensor.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Tests.Timers;

public class TimerFunctionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 10, 2, 3, TimeSpan.Zero);

    public sealed class Runs(TimeProvider clock)
    {
        public ConcurrentQueue<(DateTimeOffset At, TimerInfo Info)> All { get; } = new();

        public TaskCompletionSource? Hold { get; set; }

        public bool Fail { get; set; }

        public async Task AddAsync(TimerInfo info)
        {
            All.Enqueue((clock.GetUtcNow(), info));
            if (Fail)
            {
                throw new InvalidOperationException("a bad tick");
            }

            await (Hold?.Task ?? Task.CompletedTask);
        }
    }

    public class Scheduled(Runs runs)
    {
        [Function("Scheduled")]
        public Task Run([TimerTrigger("%Round__Schedule%")] TimerInfo timer) => runs.AddAsync(timer);
    }

    public class AtStart(Runs runs)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 * * *", RunOnStartup = true)] TimerInfo timer) => runs.AddAsync(timer);
    }

    private static Task<TestApp> StartAsync(Type function, ObservedClock clock, Runs runs, string schedule = "0 */5 * * * *") =>
        TestApp.StartAsync(
            [function], builder => builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(runs),
            settings: new() { ["Round:Schedule"] = schedule });

    /// <summary>Waits until the loop waits for the <paramref name="number"/>th time, and moves the clock to the end of that wait.</summary>
    private static async Task FinishWaitAsync(ObservedClock clock, int number, TimeSpan expected)
    {
        await Eventually.TrueAsync(() => clock.Waits.Count >= number);
        Assert.Equal(expected, clock.Waits.ElementAt(number - 1));
        clock.Advance(expected);
    }

    [Fact]
    public async Task Run_CronFromSetting_RunsAtTheOccurrence()
    {
        var clock = new ObservedClock(Start);
        var runs = new Runs(clock);
        await using var app = await StartAsync(typeof(Scheduled), clock, runs, "*/10 * * * * *");

        await FinishWaitAsync(clock, 1, TimeSpan.FromSeconds(7)); // 10:02:10
        await FinishWaitAsync(clock, 2, TimeSpan.FromSeconds(10)); // 10:02:20
        await Eventually.TrueAsync(() => runs.All.Count == 2);

        Assert.Equal([Start.AddSeconds(7), Start.AddSeconds(17)], runs.All.Select(run => run.At));
        Assert.All(runs.All, run => Assert.False(run.Info.IsPastDue));
        Assert.All(runs.All, run => Assert.Null(run.Info.ScheduleStatus)); // shorter than a minute: not monitored, as in the host
    }

    [Fact]
    public async Task Run_LongerThanItsInterval_NeverOverlapsAndSkipsWhatItMissed()
    {
        var clock = new ObservedClock(Start);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = new Runs(clock) { Hold = hold };
        await using var app = await StartAsync(typeof(Scheduled), clock, runs, "*/10 * * * * *");
        await FinishWaitAsync(clock, 1, TimeSpan.FromSeconds(7)); // 10:02:10
        await Eventually.TrueAsync(() => runs.All.Count == 1);

        clock.Advance(TimeSpan.FromSeconds(35)); // 10:02:45: three more occurrences pass
        Assert.Single(runs.All);
        Assert.Single(clock.Waits);
        hold.SetResult();

        await FinishWaitAsync(clock, 2, TimeSpan.FromSeconds(5)); // 10:02:50, not at once for the missed ones
        await Eventually.TrueAsync(() => runs.All.Count == 2);
        Assert.Equal(Start.AddSeconds(47), runs.All.Last().At);
    }

    [Fact]
    public async Task Run_ClockJumpsPastTheOccurrence_IsPastDue()
    {
        var clock = new ObservedClock(Start);
        var runs = new Runs(clock);
        await using var app = await StartAsync(typeof(Scheduled), clock, runs);
        await Eventually.TrueAsync(() => clock.Waits.Count == 1);

        clock.Advance(TimeSpan.FromHours(1)); // the machine slept
        await Eventually.TrueAsync(() => runs.All.Count == 1);

        Assert.True(runs.All.Single().Info.IsPastDue);
        Assert.NotNull(runs.All.Single().Info.ScheduleStatus);
    }

    [Fact]
    public async Task Run_RunOnStartup_RunsBeforeAnyOccurrence()
    {
        var clock = new ObservedClock(Start);
        var runs = new Runs(clock);
        await using var app = await StartAsync(typeof(AtStart), clock, runs);

        await Eventually.TrueAsync(() => runs.All.Count == 1);

        Assert.Equal(Start, runs.All.Single().At);
        Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), runs.All.Single().Info.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task Run_FunctionThrows_IsLoggedAndRunsAgain()
    {
        var clock = new ObservedClock(Start);
        var runs = new Runs(clock) { Fail = true };
        await using var app = await StartAsync(typeof(Scheduled), clock, runs, "*/10 * * * * *");

        await FinishWaitAsync(clock, 1, TimeSpan.FromSeconds(7));
        await FinishWaitAsync(clock, 2, TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => runs.All.Count == 2);

        Assert.True(app.Logs.Contains("a bad tick"));
    }
}
