using Bittensor.Engine.Models;

namespace Bittensor.Engine.Scheduling;

/// <summary>A request, or a part of one, on its way: waiting, then read, then over. Giving up works only while it waits.</summary>
/// <param name="rows">Its rows.</param>
/// <param name="read">Takes what the caller wants from their output.</param>
/// <param name="admission">What it was let in by.</param>
internal sealed class ForwardRequest(PromptRows rows, Action<ForwardOutput> read, Admission admission)
{
    private const int Waiting = 0, Reading = 1, Over = 2;
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>Ends when it has been read, or will not be.</summary>
    public Task Ending => _ending.Task;

    /// <summary>Its rows.</summary>
    public PromptRows Rows => rows;

    /// <summary>Where its rows ran.</summary>
    public RequestOutput Output { get; } = new(rows);

    /// <summary>When it arrived, by the clock's timestamp.</summary>
    public long Arrived { get; set; }

    /// <summary>Time it waited for its pass.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Whether it has ended: it has been read, or was given up.</summary>
    public bool IsOver => Volatile.Read(ref _state) == Over;

    /// <summary>Fails it, if it still waits.</summary>
    public void Fail(Exception fault)
    {
        if (Interlocked.CompareExchange(ref _state, Over, Waiting) == Waiting)
        {
            SetFault(fault);
        }
    }

    /// <summary>Lets the caller read, if it still waits, and lets the passes go.</summary>
    public void Finish()
    {
        try
        {
            if (Interlocked.CompareExchange(ref _state, Reading, Waiting) == Waiting)
            {
                Read(Output);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Lets the passes go, unread.</summary>
    public void Leave()
    {
        Output.Dispose();
        admission.Leave();
    }

    private void Read(ForwardOutput output)
    {
        try
        {
            read(output);
            _ending.SetResult();
        }
#pragma warning disable CA1031 // the caller's own code may throw anything, and gets it back
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _ending.SetException(fault);
        }
    }

    private void SetFault(Exception fault)
    {
        if (fault is OperationCanceledException canceled)
        {
            _ending.SetCanceled(canceled.CancellationToken);
        }
        else
        {
            _ending.SetException(fault);
        }
    }
}
