using Azure;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Tells a storage that fails or is away from a fault in this code.</summary>
internal static class StorageFault
{
    /// <summary>Whether a storage client throws this when the service refuses, cannot be reached (all retries together come as
    /// an <see cref="AggregateException"/>) or does not answer in time (a cancellation that nobody asked for).</summary>
    public static bool Is(Exception exception) =>
        exception is RequestFailedException or AggregateException or OperationCanceledException or IOException;

    /// <summary>What happened, in a line: of several tries, the last.</summary>
    public static string CauseOf(Exception exception)
    {
        var last = exception is AggregateException { InnerExceptions: [.., var latest] } ? latest : exception;
        return last.Message.Split('\n', 2, StringSplitOptions.TrimEntries)[0];
    }
}
