using Azure.Data.Tables;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Weights as entities.</summary>
internal static class WeightMapper
{
    public static TableEntity ToEntity(RoundId round, AxonWeight weight) => new(round.ToString(), UidKey.Of(weight.Uid))
    {
        ["Weight"] = weight.Weight,
        ["Emitted"] = (int)weight.Emitted,
    };

    public static AxonWeight FromEntity(TableEntity entity) =>
        new(UidKey.Parse(entity.RowKey), entity.GetDouble("Weight")!.Value, (ushort)entity.GetInt32("Emitted")!.Value);
}
