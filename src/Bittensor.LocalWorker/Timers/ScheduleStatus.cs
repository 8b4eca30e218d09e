namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands; all times in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>Occurrence that ran last; <see cref="DateTime.MinValue"/> before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>Occurrence expected next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When <see cref="Last"/> ran.</summary>
    public DateTime LastUpdated { get; set; }
}
