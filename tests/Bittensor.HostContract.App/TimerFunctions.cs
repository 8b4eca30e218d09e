using Microsoft.Azure.Functions.Worker;

namespace Bittensor.HostContract.App;

/// <summary>Timers; each tick is a record.</summary>
/// <param name="records">Tell the test what happened.</param>
public sealed class TimerFunctions(Records records)
{
    private const string NewYear = "0 0 0 1 1 *";

    /// <summary>Every second.</summary>
    [Function("EverySecond")]
    public Task EverySecondAsync([TimerTrigger("* * * * * *")] TimerInfo timer) => AddAsync("EverySecond", timer);

    /// <summary>When a setting says.</summary>
    [Function("BySetting")]
    public Task BySettingAsync([TimerTrigger("%ContractSchedule%")] TimerInfo timer) => AddAsync("BySetting", timer);

    /// <summary>At every start of the host, and once a year.</summary>
    [Function("OnStartup")]
    public Task OnStartupAsync([TimerTrigger(NewYear, RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => AddAsync("OnStartup", timer);

    /// <summary>Once a year; the host remembers, and makes up for a tick that was missed.</summary>
    [Function("Monitored")]
    public Task MonitoredAsync([TimerTrigger(NewYear)] TimerInfo timer) => AddAsync("Monitored", timer);

    private Task AddAsync(string kind, TimerInfo timer) => records.AddAsync(kind, "tick", ("IsPastDue", timer.IsPastDue));
}
