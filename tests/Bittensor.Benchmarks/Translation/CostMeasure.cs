namespace Bittensor.Benchmarks.Translation;

/// <summary>Sums up what a text costs in bits.</summary>
internal sealed class CostMeasure
{
    private double _nats;
    private long _bytes;

    /// <summary>Adds one prediction.</summary>
    /// <param name="nats">Its loss, in nats.</param>
    /// <param name="bytes">Bytes of text that it is about.</param>
    public void Add(double nats, int bytes)
    {
        _nats += nats;
        _bytes += bytes;
    }

    /// <summary>Mean loss in bits per byte of text.</summary>
    public double BitsPerByte => _nats / _bytes / Math.Log(2);
}
