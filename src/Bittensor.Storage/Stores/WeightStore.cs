using Azure.Data.Tables;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Rows;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Weights;

namespace Bittensor.Storage.Stores;

/// <summary>Weights of every round: what <see cref="HistoryStore"/> writes by round, as it is published.</summary>
/// <param name="clients">Where they are kept.</param>
internal sealed class WeightStore(StorageClients clients) : IWeightStore
{
    private static readonly string[] Columns = ["PartitionKey", "RowKey", "Weight", "Emitted"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AxonWeight>> ListAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {round.ToString()} and Weight gt {0d}");
        return await table.ReadAsync(filter, FromEntity, cancellationToken, Columns);
    }

    private static AxonWeight FromEntity(TableEntity entity) =>
        new(UidKey.Parse(entity.RowKey), entity.GetDouble("Weight")!.Value, (ushort)entity.GetInt32("Emitted")!.Value);
}
