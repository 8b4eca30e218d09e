using Azure.Data.Tables;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Weights of every round: what <see cref="HistoryStore"/> writes by round, as it is published.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class WeightStore(StorageClients clients)
{
    private static readonly string[] Columns = ["PartitionKey", "RowKey", "Weight", "Emitted"];

    /// <summary>Weights of a round above 0, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AxonWeight>> ListAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {round.ToString()} and Weight gt {0d}");
        return await table.ReadAsync(filter, FromEntity, cancellationToken, Columns);
    }

    private static AxonWeight FromEntity(TableEntity entity) =>
        new(UidKey.Parse(entity.RowKey), entity.GetDouble("Weight")!.Value, (ushort)entity.GetInt32("Emitted")!.Value);
}
