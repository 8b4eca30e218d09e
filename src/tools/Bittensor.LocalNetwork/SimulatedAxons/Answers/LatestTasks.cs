using Bittensor.Protocol;

namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>Keeps the tasks of the round that runs.</summary>
/// <param name="text">Where tasks come from.</param>
public sealed class LatestTasks(HeldOutText text)
{
    private readonly Lock _gate = new();
    private volatile TaskBatch? _latest;

    /// <summary>The tasks of a request.</summary>
    /// <param name="inputs">Standard token ids; shape [B,S].</param>
    /// <exception cref="ArgumentException">The text does not have one.</exception>
    public TaskBatch Of(WireTensor<long> inputs)
    {
        if (_latest is { } known && known.Is(inputs))
        {
            return known;
        }

        lock (_gate)
        {
            return _latest is { } found && found.Is(inputs) ? found : _latest = TaskBatch.Of(inputs, text);
        }
    }
}
