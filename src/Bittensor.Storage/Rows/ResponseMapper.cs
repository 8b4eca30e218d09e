using Azure.Data.Tables;
using Bittensor.Protocol;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Responses as entities.</summary>
internal static class ResponseMapper
{
    /// <summary>Longest message that is kept: enough to say what was wrong, whatever an axon sends.</summary>
    private const int MessageLength = 1000;

    public static TableEntity ToEntity(ResponseRow row) => new(row.RoundId.ToString(), UidKey.Of(row.Uid))
    {
        ["Hotkey"] = row.Hotkey,
        ["ReturnCode"] = row.ReturnCode.ToString(),
        ["Message"] = row.Message.Length <= MessageLength ? row.Message : row.Message[..MessageLength],
        ["Loss"] = row.Measures?.Next.Loss,
        ["LossVal"] = row.Measures?.Next.LossVal,
        ["CausalLoss"] = row.Measures?.Causal?.Loss,
        ["CausalLossVal"] = row.Measures?.Causal?.LossVal,
        ["ResponseTime"] = row.Measures?.ResponseTime,
        ["CausalReturnCode"] = row.CausalReturnCode?.ToString(),
        ["BytesReceived"] = row.BytesReceived,
        ["WasAsked"] = row.WasAsked,
        ["At"] = row.At,
    };

    public static ResponseRow FromEntity(TableEntity entity) => new(
        RoundId.Parse(entity.PartitionKey),
        UidKey.Parse(entity.RowKey),
        entity.GetString("Hotkey"),
        Enum.Parse<ReturnCode>(entity.GetString("ReturnCode")),
        entity.GetString("Message"),
        ReadMeasures(entity),
        entity.GetString("CausalReturnCode") is { } code ? Enum.Parse<ReturnCode>(code) : null,
        entity.GetInt64("BytesReceived") ?? 0,
        entity.GetDateTimeOffset("At")!.Value)
    {
        WasAsked = entity.GetBoolean("WasAsked") ?? true,
    };

    private static AxonMeasures? ReadMeasures(TableEntity entity) => entity.GetDouble("Loss") is not { } loss ? null : new(
        new LossMeasures(loss, entity.GetDouble("LossVal")!.Value),
        entity.GetDouble("CausalLoss") is { } causal ? new LossMeasures(causal, entity.GetDouble("CausalLossVal")!.Value) : null,
        entity.GetDouble("ResponseTime")!.Value);
}
