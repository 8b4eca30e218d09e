using Microsoft.Extensions.Logging;

namespace Bittensor.Axon.BlobModels;

/// <summary>How far a download is; logged at every tenth.</summary>
/// <param name="source">Where from.</param>
/// <param name="total">Bytes to download.</param>
/// <param name="log">Told of every tenth.</param>
internal sealed class DownloadProgress(string source, long total, ILogger log)
{
    private const double Mebibyte = 1 << 20;

    private long _received;

    /// <summary>Counts bytes that arrived; from several threads at once.</summary>
    public void Add(int bytes)
    {
        AxonTelemetry.Downloaded.Add(bytes);
        var received = Interlocked.Add(ref _received, bytes);
        if (Tenths(received) > Tenths(received - bytes))
        {
            Log.Progress(log, ToString());
        }
    }

    /// <summary>How far it is, in words.</summary>
    public override string ToString()
    {
        var received = Interlocked.Read(ref _received);
        return FormattableString.Invariant(
            $"Downloading the model from {source}: {received / Mebibyte:0.0} of {total / Mebibyte:0.0} MiB ({100.0 * received / Math.Max(1, total):0} %)");
    }

    private long Tenths(long bytes) => 10 * bytes / Math.Max(1, total);
}
