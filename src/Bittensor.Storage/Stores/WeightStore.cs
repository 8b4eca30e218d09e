using Azure.Data.Tables;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>Weights of every round: a partition a round.</summary>
/// <param name="clients">Where they are kept.</param>
public sealed class WeightStore(StorageClients clients)
{
    /// <summary>Writes the weights of a round; the same ones again change nothing.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="weights">One an axon that has a weight.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(RoundId round, IEnumerable<AxonWeight> weights, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        await table.UpsertAllAsync(weights.Select(weight => WeightMapper.ToEntity(round, weight)), cancellationToken);
    }

    /// <summary>Weights of a round, by ascending uid.</summary>
    /// <param name="round">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AxonWeight>> ListAsync(RoundId round, CancellationToken cancellationToken)
    {
        var table = await clients.TableAsync(TableNames.Weights, cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {round.ToString()}");
        return await table.ReadAsync(filter, WeightMapper.FromEntity, cancellationToken);
    }
}
