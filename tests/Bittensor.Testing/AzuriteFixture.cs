using Bittensor.LocalNetwork.Azurite;
using Xunit;

namespace Bittensor.Testing;

/// <summary>One Azurite for a whole test process: <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>, then a constructor
/// parameter. Its data are in memory; tests keep apart through <see cref="UniqueName"/>.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    /// <summary>The running Azurite.</summary>
    public AzuriteProcess Process => _azurite ?? throw new InvalidOperationException("Azurite has not been started.");

    /// <summary>Connection string for the storage clients and <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString => Process.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Progress = Console.Error.WriteLine }, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
