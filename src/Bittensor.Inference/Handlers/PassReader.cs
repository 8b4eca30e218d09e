using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Somebody who waits to take something from a forward pass.</summary>
/// <param name="read">Takes it; called for each part of the rows.</param>
internal sealed class PassReader(Action<ForwardOutput> read)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all rows have been read.</summary>
    public Task End => _end.Task;

    /// <summary>Reads a part; what goes wrong is told to whoever waits for this reader, and to nobody else.</summary>
    public void Read(ForwardOutput output)
    {
        if (_end.Task.IsCompleted)
        {
            return; // another part failed
        }

        try
        {
            read(output);
        }
#pragma warning disable CA1031 // handed on to the one who waits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>There is no further part.</summary>
    public void Complete() => _end.TrySetResult();

    /// <summary>There will be no output, or no further one.</summary>
    public void Fail(Exception exception) => _end.TrySetException(exception);
}
