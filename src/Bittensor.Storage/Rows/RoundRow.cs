using System.Text.Json;
using Azure.Data.Tables;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Rows;

/// <summary>Rounds as entities of the rounds table.</summary>
internal static class RoundRow
{
    public const string Partition = "rounds";

    /// <summary>Columns of a listing: all but tasks and uids.</summary>
    public static readonly string[] ListColumns =
    [
        "PartitionKey", "RowKey", "Timestamp", "RoundId", "State", "Due", "StartedAt", "Deadline", "SequenceLength", "AxonCount",
        "ClosedAt", "Answered", "MeanLoss", "BestLoss", "BestUid", "MedianResponseTime", "ReturnCodes", "Trace",
        "LastResponseAt", "ClosingTime",
    ];

    public static TableEntity ToEntity(Round row)
    {
        var entity = new TableEntity(Partition, RoundKey.NewestFirst(row.Id))
        {
            ["RoundId"] = row.Id.ToString(),
            ["State"] = row.State.ToString(),
            ["Due"] = row.Due,
            ["StartedAt"] = row.StartedAt,
            ["Deadline"] = row.Deadline,
            ["SequenceLength"] = row.SequenceLength,
            ["TaskCount"] = row.Tasks.Count,
            ["AxonCount"] = row.AxonCount,
            ["Trace"] = row.Trace is null ? null : JsonSerializer.Serialize(row.Trace),
        };
        PackedInts.Write(entity, "Tokens", [.. row.Tasks.SelectMany(task => task)]);
        PackedInts.Write(entity, "Uids", [.. row.Uids]);
        if (row.Summary is { } summary)
        {
            AddSummary(entity, summary);
        }

        return entity;
    }

    public static Round FromEntity(TableEntity entity) => new(
        RoundId.Parse(entity.GetString("RoundId")),
        Enum.Parse<RoundState>(entity.GetString("State")),
        entity.GetDateTimeOffset("Due")!.Value,
        entity.GetDateTimeOffset("StartedAt")!.Value,
        entity.GetDateTimeOffset("Deadline")!.Value,
        entity.GetInt32("SequenceLength")!.Value,
        ReadTasks(entity),
        PackedInts.Read(entity, "Uids"),
        entity.GetInt32("AxonCount")!.Value,
        ReadSummary(entity))
    {
        Version = entity.ETag.ToString(),
        Trace = entity.GetString("Trace") is { } trace ? JsonSerializer.Deserialize<RoundTrace>(trace) : null,
    };

    private static void AddSummary(TableEntity entity, RoundSummary summary)
    {
        entity["ClosedAt"] = summary.ClosedAt;
        entity["Answered"] = summary.Answered;
        entity["MeanLoss"] = summary.MeanLoss;
        entity["BestLoss"] = summary.BestLoss;
        entity["BestUid"] = summary.BestUid;
        entity["MedianResponseTime"] = summary.MedianResponseTime;
        entity["ReturnCodes"] = JsonSerializer.Serialize(summary.ReturnCodes);
        entity["LastResponseAt"] = summary.LastResponseAt;
        entity["ClosingTime"] = summary.ClosingTime;
    }

    private static int[][] ReadTasks(TableEntity entity)
    {
        var tokens = PackedInts.Read(entity, "Tokens");
        if (tokens.Length == 0)
        {
            return []; // a listing leaves them out
        }

        return [.. tokens.Chunk(tokens.Length / entity.GetInt32("TaskCount")!.Value)];
    }

    private static RoundSummary? ReadSummary(TableEntity entity)
    {
        if (entity.GetDateTimeOffset("ClosedAt") is not { } closedAt)
        {
            return null;
        }

        return new(
            closedAt,
            entity.GetInt32("Answered")!.Value,
            entity.GetDouble("MeanLoss"),
            entity.GetDouble("BestLoss"),
            entity.GetInt32("BestUid"),
            entity.GetDouble("MedianResponseTime"),
            JsonSerializer.Deserialize<Dictionary<string, int>>(entity.GetString("ReturnCodes"))!)
        {
            LastResponseAt = entity.GetDateTimeOffset("LastResponseAt"),
            ClosingTime = entity.GetDouble("ClosingTime"),
        };
    }
}
