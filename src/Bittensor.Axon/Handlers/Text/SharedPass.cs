using Bittensor.Engine.Models;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>Runs one forward pass for several handlers. Handlers ask first, then the pass runs; a handler that asks later gets a pass of its own.</summary>
internal sealed class SharedPass(ILanguageModel model, IReadOnlyList<int[]> rows)
{
    private readonly Lock _gate = new();
    private List<PendingRead>? _waiting = [];

    public Task ReadAsync(Action<ForwardOutput> read, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting is { } waiting)
            {
                var reader = new PendingRead(read);
                waiting.Add(reader);
                return reader.End.WaitAsync(cancellationToken);
            }
        }

        return model.ForwardAsync(rows, read, cancellationToken);
    }

    /// <summary>Runs the pass; its failures reach the readers, not the caller.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var readers = TakeWaiting();
        if (readers.Count == 0)
        {
            return;
        }

        try
        {
            await model.ForwardAsync(rows, output => readers.ForEach(reader => reader.Read(output)), cancellationToken);
            readers.ForEach(reader => reader.Complete());
        }
#pragma warning disable CA1031 // handed on to everyone who waits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            readers.ForEach(reader => reader.Fail(exception));
        }
    }

    private List<PendingRead> TakeWaiting()
    {
        lock (_gate)
        {
            var waiting = _waiting ?? [];
            _waiting = null;
            return waiting;
        }
    }
}

/// <summary>Reads the output of a forward pass that has yet to run.</summary>
/// <param name="read">Reads the output; called for each part of the rows.</param>
internal sealed class PendingRead(Action<ForwardOutput> read)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all rows have been read.</summary>
    public Task End => _end.Task;

    /// <summary>Reads a part. Its exception reaches the caller that waits for this read, and no other.</summary>
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
