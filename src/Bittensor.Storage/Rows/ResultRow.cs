using Azure.Data.Tables;
using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring.Comparison;
using Bittensor.Validation.Scoring.Losses;
using Bittensor.Validation.Scoring.Statistics;

namespace Bittensor.Storage.Rows;

/// <summary>Responses as entities.</summary>
internal static class ResultRow
{
    /// <summary>Longest message that is kept: enough to say what was wrong, whatever an axon sends.</summary>
    private const int MessageLength = 1000;

    public static TableEntity ToEntity(AxonResult row) => new(row.RoundId.ToString(), UidKey.Of(row.Uid))
    {
        ["Hotkey"] = row.Hotkey,
        ["ReturnCode"] = row.ReturnCode.ToString(),
        ["Message"] = row.Message.Length <= MessageLength ? row.Message : row.Message[..MessageLength],
        ["Loss"] = row.Measures?.Next.Loss,
        ["LossVal"] = row.Measures?.Next.LossVal,
        ["CausalLoss"] = row.Measures?.Causal?.Loss,
        ["CausalLossVal"] = row.Measures?.Causal?.LossVal,
        ["ResponseTime"] = row.Measures?.ResponseTime,
        ["TaskLosses"] = PackedDoubles.ToBytes(row.Measures?.Evidence?.NextLosses),
        ["CausalTaskLosses"] = PackedDoubles.ToBytes(row.Measures?.Evidence?.CausalLosses),
        ["FirstTokens"] = PackedFirstTokens.ToBytes(row.Measures?.Evidence?.FirstTokens),
        ["CausalReturnCode"] = row.CausalReturnCode?.ToString(),
        ["BytesReceived"] = row.BytesReceived,
        ["WasAsked"] = row.WasAsked,
        ["At"] = row.At,
    };

    /// <summary>Reads a row. One that makes no sense, whoever wrote it, counts as that of an axon that was not asked: the round goes
    /// on without it, and nobody pays.</summary>
    public static AxonResult FromEntity(TableEntity entity)
    {
        var measures = ReadMeasures(entity);
        if (!Enum.TryParse<ReturnCode>(entity["ReturnCode"] as string, out var code)
            || (code == ReturnCode.Success) != (measures is not null)
            || entity["Hotkey"] is not string hotkey
            || entity["At"] is not DateTimeOffset at)
        {
            return Unreadable(entity);
        }

        return new(
            RoundId.Parse(entity.PartitionKey),
            UidKey.Parse(entity.RowKey),
            hotkey,
            code,
            entity["Message"] as string ?? "",
            measures,
            Enum.TryParse<ReturnCode>(entity["CausalReturnCode"] as string, out var causal) ? causal : null,
            entity["BytesReceived"] as long? ?? 0,
            at)
        {
            WasAsked = entity["WasAsked"] as bool? ?? true,
        };
    }

    private static AxonResult Unreadable(TableEntity entity) => new(
        RoundId.Parse(entity.PartitionKey),
        UidKey.Parse(entity.RowKey),
        entity["Hotkey"] as string ?? "",
        ReturnCode.UnknownException,
        "The row of this response cannot be read.",
        null,
        null,
        0,
        entity["At"] as DateTimeOffset? ?? default)
    {
        WasAsked = false,
    };

    private static AxonMeasures? ReadMeasures(TableEntity entity)
    {
        if (ReadLosses(entity, "Loss") is not { } next || entity["ResponseTime"] is not double seconds)
        {
            return null;
        }

        return new(next, ReadLosses(entity, "CausalLoss"), seconds) { Evidence = ReadEvidence(entity) };
    }

    private static LossMeasures? ReadLosses(TableEntity entity, string name)
    {
        if (entity[name] is not double loss || entity[name + "Val"] is not double lossVal || !double.IsFinite(loss) || !double.IsFinite(lossVal))
        {
            return null;
        }

        return new LossMeasures(loss, lossVal);
    }

    private static ComparisonInputs? ReadEvidence(TableEntity entity)
    {
        if (PackedDoubles.Read(entity, "TaskLosses") is not { } losses)
        {
            return null;
        }

        return new(losses, PackedDoubles.Read(entity, "CausalTaskLosses"), PackedFirstTokens.Read(entity, "FirstTokens"));
    }
}
