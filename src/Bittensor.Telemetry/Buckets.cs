using System.Diagnostics.Metrics;

namespace Bittensor.Telemetry;

/// <summary>Bucket boundaries of histograms; those for generative AI are what the semantic conventions advise.</summary>
public static class Buckets
{
    /// <summary>Durations of requests, in seconds: 10 ms to 82 s, each twice the one before.</summary>
    public static InstrumentAdvice<double> Requests { get; } = Doubling(0.01, 14);

    /// <summary>Durations within a request, in seconds: 0.1 ms to 13 s, each twice the one before.</summary>
    public static InstrumentAdvice<double> Steps { get; } = Doubling(0.0001, 18);

    /// <summary>Time to the first token, in seconds.</summary>
    public static InstrumentAdvice<double> FirstToken { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    /// <summary>Time of one further token, in seconds.</summary>
    public static InstrumentAdvice<double> OutputToken { get; } =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5] };

    /// <summary>Tokens: 1 to 2^26, each four times the one before.</summary>
    public static InstrumentAdvice<long> Tokens { get; } = Quadrupling(1, 14);

    /// <summary>Rows of a batch: 1 to 4096, each twice the one before.</summary>
    public static InstrumentAdvice<long> Rows { get; } =
        new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, 13).Select(power => 1L << power)] };

    /// <summary>Sizes of bodies, in bytes: 256 to 2^30, each four times the one before.</summary>
    public static InstrumentAdvice<long> Bytes { get; } = Quadrupling(256, 12);

    /// <summary>Durations of rounds and of waits in queues, in seconds: 100 ms to 27 minutes, each twice the one before.</summary>
    public static InstrumentAdvice<double> Rounds { get; } = Doubling(0.1, 15);

    /// <summary>Losses in nats per token; ln 50257 = 10.8 is that of one who knows nothing.</summary>
    public static InstrumentAdvice<double> Losses { get; } =
        new() { HistogramBucketBoundaries = [1, 1.5, 1.69, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12, 20] };

    /// <summary>Scores: 1 to 10^6 in steps of the square root of ten; the estimated parameters to the power 0.5.</summary>
    public static InstrumentAdvice<double> Scores { get; } =
        new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, 13).Select(half => Math.Pow(10, half / 2.0))] };

    private static InstrumentAdvice<double> Doubling(double first, int count) =>
        new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, count).Select(power => first * (1L << power))] };

    private static InstrumentAdvice<long> Quadrupling(long first, int count) =>
        new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, count).Select(power => first << (2 * power))] };
}
