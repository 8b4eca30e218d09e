namespace Bittensor.Axon.Handlers;

/// <summary>Holds what the handlers of one request share, so that several synapses over the same inputs cost one computation.</summary>
public sealed class SynapseContext
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, ISharedWork> _works = [];

    /// <summary>Returns the request's work of a type, and creates it for the first handler that asks.</summary>
    /// <typeparam name="T">The work.</typeparam>
    /// <param name="create">Creates it; its exceptions reach the caller, and the next caller tries again.</param>
    public T Share<T>(Func<T> create)
        where T : class, ISharedWork
    {
        ArgumentNullException.ThrowIfNull(create);
        lock (_gate)
        {
            if (_works.TryGetValue(typeof(T), out var work))
            {
                return (T)work;
            }

            var created = create();
            _works.Add(typeof(T), created);
            return created;
        }
    }

    /// <summary>Runs all shared work, once every handler has started.</summary>
    internal Task RunSharedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.WhenAll(_works.Values.Select(work => work.RunAsync(cancellationToken)));
        }
    }
}

/// <summary>Work that several handlers of one request wait for, such as a forward pass.</summary>
public interface ISharedWork
{
    /// <summary>Does the work for the handlers that asked for it so far. Failures reach those handlers, not the caller.</summary>
    /// <param name="cancellationToken">The caller has gone, or its time is up.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
