namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Requests to storage by kind.</summary>
/// <param name="ByKind">One number a <see cref="StorageOperation"/>.</param>
internal sealed record StorageCounts(IReadOnlyList<long> ByKind)
{
    /// <summary>Requests of one kind.</summary>
    /// <param name="operation">Which kind.</param>
    public long this[StorageOperation operation] => ByKind[(int)operation];

    /// <summary>Requests to the queue service.</summary>
    public long Queue => this[StorageOperation.Send] + this[StorageOperation.Receive] + this[StorageOperation.Settle];

    /// <summary>Requests to the table service.</summary>
    public long Table => Total - Queue - this[StorageOperation.Create];

    /// <summary>All of them.</summary>
    public long Total => ByKind.Sum();
}
