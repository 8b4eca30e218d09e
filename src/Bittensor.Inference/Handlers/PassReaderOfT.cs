using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Somebody who waits to take one thing from a forward pass.</summary>
internal sealed class PassReader<T>(Func<ForwardOutput, T> read) : PassReader
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public override void Read(ForwardOutput output)
    {
        try
        {
            _result.TrySetResult(read(output));
        }
#pragma warning disable CA1031 // handed on to the one who waits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    public override void Fail(Exception exception) => _result.TrySetException(exception);
}
