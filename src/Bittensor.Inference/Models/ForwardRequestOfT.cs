namespace Bittensor.Inference.Models;

/// <summary>A request and what its caller takes from the output.</summary>
/// <typeparam name="T">What that is.</typeparam>
/// <param name="rows">Its rows.</param>
/// <param name="read">Takes it.</param>
/// <param name="admission">What it was let in by.</param>
internal sealed class ForwardRequest<T>(PromptRows rows, Func<ForwardOutput, T> read, Admission admission)
    : ForwardRequest(rows, admission)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the caller waits for.</summary>
    public Task<T> Answer => _answer.Task;

    /// <inheritdoc/>
    protected override void Read(ForwardOutput output)
    {
        try
        {
            _answer.SetResult(read(output));
        }
#pragma warning disable CA1031 // whatever the caller's own code throws is the caller's
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _answer.SetException(fault);
        }
    }

    /// <inheritdoc/>
    protected override void SetFault(Exception fault)
    {
        if (fault is OperationCanceledException canceled)
        {
            _answer.SetCanceled(canceled.CancellationToken);
        }
        else
        {
            _answer.SetException(fault);
        }
    }
}
