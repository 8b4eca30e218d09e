namespace Microsoft.Azure.Functions.Worker;

/// <summary>Why a timer function runs.</summary>
public class TimerInfo
{
    /// <summary>Last and next occurrence; null without monitor and for schedules of less than a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run starts later than scheduled.</summary>
    public bool IsPastDue { get; set; }
}
