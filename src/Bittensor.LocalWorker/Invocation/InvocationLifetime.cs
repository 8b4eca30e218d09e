using Microsoft.Extensions.Hosting;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>The two steps of a stop: nothing new begins; then, after the time to finish, what still runs is cancelled.</summary>
internal sealed class InvocationLifetime : IDisposable
{
    private readonly CancellationTokenSource _abandon = new();
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Watches the app's lifetime.</summary>
    /// <param name="lifetime">Says when the app begins to stop.</param>
    /// <param name="timeToFinish">Time that running functions have from then on.</param>
    public InvocationLifetime(IHostApplicationLifetime lifetime, TimeSpan timeToFinish)
    {
        Stopping = lifetime.ApplicationStopping;
        _registration = Stopping.Register(() => _abandon.CancelAfter(timeToFinish));
    }

    /// <summary>Cancelled when nothing new may begin.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Cancelled when running functions have to give up.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _abandon.Dispose();
    }
}
