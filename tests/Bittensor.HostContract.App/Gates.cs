using System.Collections.Concurrent;

namespace Bittensor.HostContract.App;

/// <summary>Lets one request wait for another.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    /// <summary>Ends once the gate has been opened.</summary>
    public Task OpenedAsync(string name) => Gate(name).Task;

    /// <summary>Opens a gate.</summary>
    public void Open(string name) => Gate(name).TrySetResult();

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
