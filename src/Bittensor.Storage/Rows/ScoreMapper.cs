using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Azure.Data.Tables;

namespace Bittensor.Storage;

/// <summary>Statistics as entities of the scores table.</summary>
internal static class ScoreMapper
{
    public const string Partition = "scores";

    public static TableEntity ToEntity(ScoreRow row)
    {
        var statistics = row.Statistics;
        var entity = new TableEntity(Partition, UidKey.Of(row.Uid))
        {
            ["LastRound"] = row.LastRound.ToString(),
            ["Responded"] = row.Responded,
            ["Hotkey"] = statistics.Hotkey,
            ["Loss"] = statistics.Loss,
            ["PreviousLoss"] = statistics.PreviousLoss,
            ["LossVal"] = statistics.LossVal,
            ["CausalLoss"] = statistics.CausalLoss,
            ["CausalLossVal"] = statistics.CausalLossVal,
            ["EstimatedParameters"] = statistics.EstimatedParameters,
            ["PlainScore"] = statistics.Score,
            ["Score"] = statistics.ZeroingScore,
            ["Queried"] = statistics.Queried,
            ["Answered"] = statistics.Answered,
            ["ResponseTimes"] = MemoryMarshal.AsBytes(statistics.ResponseTimes.Seconds.AsSpan()).ToArray(),
        };
        GroupMapper.Write(entity, statistics.Group);
        return entity;
    }

    public static ScoreRow FromEntity(TableEntity entity) => new(
        UidKey.Parse(entity.RowKey),
        RoundId.Parse(entity.GetString("LastRound")),
        entity.GetBoolean("Responded")!.Value,
        new(
            entity.GetString("Hotkey"),
            entity.GetDouble("Loss"),
            entity.GetDouble("LossVal"),
            entity.GetDouble("CausalLoss"),
            entity.GetDouble("CausalLossVal"),
            entity.GetDouble("EstimatedParameters"),
            entity.GetDouble("PlainScore"),
            entity.GetDouble("Score")!.Value,
            entity.GetInt64("Queried")!.Value,
            entity.GetInt64("Answered")!.Value,
            new(MemoryMarshal.Cast<byte, float>(entity.GetBinary("ResponseTimes")).ToImmutableArray()))
        {
            PreviousLoss = entity.GetDouble("PreviousLoss"),
            Group = GroupMapper.FromEntity(entity),
        })
    {
        ETag = entity.ETag,
    };
}
