using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Azure.Data.Tables;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;

namespace Bittensor.Storage.Rows;

/// <summary>Statistics as entities of the scores table.</summary>
internal static class ScoreRow
{
    public const string Partition = "scores";

    public static TableEntity ToEntity(AxonScore row)
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
        GroupColumns.Write(entity, statistics.Group);
        return entity;
    }

    public static AxonScore FromEntity(TableEntity entity) => new(
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
            Group = GroupColumns.FromEntity(entity),
        })
    {
        Version = entity.ETag.ToString(),
    };
}
