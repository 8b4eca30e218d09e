using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Bittensor.LocalWorker.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.LocalWorker.Queues;

/// <summary>The right to work on a received message: renewed at half its time until the message is deleted or released. Once
/// lost (another receiver has the message) it stays lost, and nothing is done to the message any more.</summary>
internal sealed class MessageLease(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _gate = new(1, 1); // renewal and completion must not use one pop receipt twice
    private string _popReceipt = message.PopReceipt;
    private Task _renewal = Task.CompletedTask;
    private bool _ended;

    /// <summary>Begins to renew.</summary>
    public void Start() => _renewal = RenewAsync();

    /// <summary>Deletes the message; does nothing when the lease is lost.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        EndAsync(() => queue.DeleteMessageAsync(message.MessageId, _popReceipt, cancellationToken));

    /// <summary>Makes the message visible after <paramref name="delay"/>; does nothing when the lease is lost.</summary>
    public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        EndAsync(() => queue.UpdateMessageAsync(message.MessageId, _popReceipt, (BinaryData?)null, delay, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewal;
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task RenewAsync()
    {
        var wait = duration / 2;
        while (true)
        {
            await Task.Delay(wait, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // one a message
            if (_ended || _stop.IsCancellationRequested)
            {
                return;
            }

            wait = await TryRenewAsync() ? duration / 2 : duration / 10;
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (!_ended)
            {
                // not cancelled half-way: the answer holds the only pop receipt that still counts
                var renewed = await queue.UpdateMessageAsync(message.MessageId, _popReceipt, (BinaryData?)null, duration, CancellationToken.None);
                _popReceipt = renewed.Value.PopReceipt;
            }

            return true;
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            Lose();
            return true;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            Log.RenewalFailed(logger, message.MessageId, queue.Name, e);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EndAsync(Func<Task> action)
    {
        await _gate.WaitAsync();
        try
        {
            if (!_ended)
            {
                await action();
                _ended = true;
            }
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            Lose();
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Lose()
    {
        _ended = true;
        Log.LeaseLost(logger, message.MessageId, queue.Name);
    }

    private static bool IsLost(RequestFailedException e) =>
        e.Status == 404 || e.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString();
}
