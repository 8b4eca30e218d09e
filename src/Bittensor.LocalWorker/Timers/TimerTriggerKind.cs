using System.Reflection;
using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Timers;

/// <summary>Functions with <see cref="TimerTriggerAttribute"/>.</summary>
internal sealed class TimerTriggerKind(SettingResolver settings) : ITriggerKind
{
    /// <inheritdoc/>
    public string BindingType => "timerTrigger";

    /// <inheritdoc/>
    public bool Handles(TriggerBindingAttribute trigger) => trigger is TimerTriggerAttribute;

    /// <inheritdoc/>
    public ArgumentBinder? BindParameter(FunctionMethod function, ParameterInfo parameter) =>
        function.IsTrigger(parameter) && parameter.ParameterType == typeof(TimerInfo) ? context => context.TriggerValue : null;

    /// <inheritdoc/>
    public bool AcceptsResult(Type type) => false;

    /// <inheritdoc/>
    public IEnumerable<string> Check(FunctionMethod function)
    {
        var text = settings.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, out var missing);
        foreach (var name in missing)
        {
            yield return $"setting '{name}' of its schedule is missing.";
        }

        if (missing.Count == 0 && Schedules.TryParse(text) is null)
        {
            yield return $"schedule '{text}' is neither a six-field NCRONTAB expression nor a positive time span.";
        }
    }

    /// <inheritdoc/>
    public string Describe(FunctionMethod function, string baseAddress) => $"{BindingType} {ScheduleText(function)}";

    /// <summary>The schedule of a checked function.</summary>
    public ISchedule ScheduleOf(FunctionMethod function) => Schedules.TryParse(ScheduleText(function))!;

    private string ScheduleText(FunctionMethod function) => settings.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule);
}
