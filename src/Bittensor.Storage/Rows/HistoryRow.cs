using Azure.Data.Tables;
using Bittensor.Protocol;
using Bittensor.Validation.History;
using Bittensor.Validation.Rounds;

namespace Bittensor.Storage.Rows;

/// <summary>History as entities, once by axon and once by round.</summary>
internal static class HistoryRow
{
    /// <summary>Rows of one axon, newest first: they lie together in its partition.</summary>
    /// <param name="uid">Which axon.</param>
    /// <param name="before">Only rounds older than this one.</param>
    public static string FilterOf(int uid, RoundId? before) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {UidKey.GroupOf(uid)} and RowKey gt {AxonKey(uid, before)} and RowKey lt {UidKey.Of(uid) + "."}");

    /// <summary>Rows of one round, by ascending uid: a partition of their own.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="after">Only uids above this one.</param>
    public static string FilterOf(RoundId round, int? after) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {round.ToString()} and RowKey gt {(after is { } uid ? UidKey.Of(uid) : "")}");

    /// <summary>Partition and row of an axon's history.</summary>
    public static (string Partition, string Row) KeyOf(int uid, RoundId round) => (UidKey.GroupOf(uid), AxonKey(uid, round));

    /// <summary>The row as it lies by axon.</summary>
    public static TableEntity ToAxonEntity(HistoryEntry row)
    {
        var (partition, key) = KeyOf(row.Uid, row.RoundId);
        return ToEntity(row, partition, key);
    }

    /// <summary>The row as it lies by round.</summary>
    public static TableEntity ToRoundEntity(HistoryEntry row) => ToEntity(row, row.RoundId.ToString(), UidKey.Of(row.Uid));

    private static string AxonKey(int uid, RoundId? round) => $"{UidKey.Of(uid)}-{RoundKey.NewestFirst(round)}";

    private static TableEntity ToEntity(HistoryEntry row, string partition, string key)
    {
        var entity = new TableEntity(partition, key)
        {
            ["Uid"] = row.Uid,
            ["RoundId"] = row.RoundId.ToString(),
            ["Hotkey"] = row.Hotkey,
            ["ReturnCode"] = row.ReturnCode.ToString(),
            ["Loss"] = row.Loss,
            ["LossVal"] = row.LossVal,
            ["CausalLoss"] = row.Causal?.Loss,
            ["CausalLossVal"] = row.Causal?.LossVal,
            ["AverageLoss"] = row.AverageLoss,
            ["AverageLossVal"] = row.AverageLossVal,
            ["EstimatedParameters"] = row.EstimatedParameters,
            ["Score"] = row.Score,
            ["PlainScore"] = row.PlainScore,
            ["Weight"] = row.Weight,
            ["Emitted"] = (int)row.Emitted,
            ["WasAsked"] = row.WasAsked,
            ["ResponseTime"] = row.ResponseTime,
        };
        GroupColumns.Write(entity, row.Group);
        return entity;
    }

    public static HistoryEntry FromEntity(TableEntity entity) => new(
        entity.GetInt32("Uid")!.Value,
        RoundId.Parse(entity.GetString("RoundId")),
        entity.GetString("Hotkey"),
        Enum.Parse<ReturnCode>(entity.GetString("ReturnCode")),
        entity.GetDouble("Loss"),
        entity.GetDouble("LossVal"),
        entity.GetDouble("AverageLoss"),
        entity.GetDouble("AverageLossVal"),
        entity.GetDouble("EstimatedParameters"),
        entity.GetDouble("Score")!.Value,
        entity.GetDouble("PlainScore"),
        entity.GetDouble("Weight")!.Value,
        entity.GetDouble("ResponseTime"))
    {
        Emitted = (ushort)(entity.GetInt32("Emitted") ?? 0),
        WasAsked = entity.GetBoolean("WasAsked") ?? true,
        Causal = entity.GetDouble("CausalLoss") is { } causal ? new(causal, entity.GetDouble("CausalLossVal")!.Value) : null,
        Group = GroupColumns.FromEntity(entity),
    };
}
