using Azure.Data.Tables;
using Bittensor.Protocol;

namespace Bittensor.Storage;

/// <summary>History as entities: one axon's rows lie together, newest first.</summary>
internal static class HistoryMapper
{
    /// <summary>Rows of one axon.</summary>
    public static string FilterOf(int uid) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {UidKey.GroupOf(uid)} and RowKey ge {UidKey.Of(uid) + "-"} and RowKey lt {UidKey.Of(uid) + "."}");

    public static TableEntity ToEntity(
        HistoryRow row) => new(UidKey.GroupOf(row.Uid), $"{UidKey.Of(row.Uid)}-{row.RoundId.NewestFirst}")
    {
        ["Uid"] = row.Uid,
        ["RoundId"] = row.RoundId.ToString(),
        ["Hotkey"] = row.Hotkey,
        ["ReturnCode"] = row.ReturnCode.ToString(),
        ["Loss"] = row.Loss,
        ["LossVal"] = row.LossVal,
        ["AverageLoss"] = row.AverageLoss,
        ["AverageLossVal"] = row.AverageLossVal,
        ["EstimatedParameters"] = row.EstimatedParameters,
        ["Score"] = row.Score,
        ["PlainScore"] = row.PlainScore,
        ["Weight"] = row.Weight,
        ["ResponseTime"] = row.ResponseTime,
    };

    public static HistoryRow FromEntity(TableEntity entity) => new(
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
        entity.GetDouble("ResponseTime"));
}
