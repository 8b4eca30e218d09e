using Bittensor.Protocol;

namespace Bittensor.Client;

/// <summary>Queries of many axons.</summary>
public static class DendriteExtensions
{
    /// <summary>Asks many axons the same, in parallel.</summary>
    /// <typeparam name="T">The synapse.</typeparam>
    /// <param name="dendrite">Asks each of them.</param>
    /// <param name="axons">Base URLs.</param>
    /// <param name="synapse">The request.</param>
    /// <param name="timeout">Time that each has, from when it is asked.</param>
    /// <param name="maxParallel">How many are asked at the same time, 1 or more.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <returns>One answer an axon, in their order.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<IReadOnlyList<DendriteResponse<T>>> QueryManyAsync<T>(
        this IDendrite dendrite,
        IReadOnlyList<Uri> axons,
        T synapse,
        TimeSpan timeout,
        int maxParallel = 32,
        CancellationToken cancellationToken = default)
        where T : Synapse
    {
        ArgumentNullException.ThrowIfNull(dendrite);
        ArgumentNullException.ThrowIfNull(axons);
        ArgumentNullException.ThrowIfNull(synapse);
        var answers = new DendriteResponse<T>[axons.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxParallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, axons.Count, parallel, async (index, token) =>
            answers[index] = await dendrite.QueryAsync(axons[index], synapse, timeout, token));
        return answers;
    }
}
