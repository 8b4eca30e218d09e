namespace Bittensor.Inference.Models;

/// <summary>A request on its way: waiting, then read, then over. Giving up works only while it waits.</summary>
/// <param name="rows">Its rows.</param>
/// <param name="admission">What it was let in by.</param>
internal abstract class ForwardRequest(PromptRows rows, Admission admission)
{
    private const int Waiting = 0, Reading = 1, Over = 2;
    private int _state;

    /// <summary>Its rows.</summary>
    public PromptRows Rows => rows;

    /// <summary>Where its rows ran.</summary>
    public RequestOutput Output { get; } = new(rows);

    /// <summary>When it arrived, by the clock's timestamp.</summary>
    public long Arrived { get; set; }

    /// <summary>Time it waited for its pass.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Whether nobody waits for it any more.</summary>
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

    /// <summary>Gives the caller what it takes from the output, or its own exception.</summary>
    protected abstract void Read(ForwardOutput output);

    /// <summary>Gives the caller an exception.</summary>
    protected abstract void SetFault(Exception fault);
}
