namespace Bittensor.Storage.Clients;

/// <summary>A table or queue that is created before it is first used, once; after a failure it is tried again.</summary>
/// <typeparam name="T">Its client.</typeparam>
internal sealed class CreatedOnFirstUse<T>(T client, Func<T, CancellationToken, Task> create) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _done;

    /// <summary>The client of what is there now.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return client;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_done)
            {
                await create(client, cancellationToken);
                _done = true;
            }

            return client;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
