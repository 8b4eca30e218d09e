using System.Numerics.Tensors;
using Bittensor.Engine.Decoding;
using Bittensor.Engine.Graph;
using Bittensor.Tokenization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Engine.Padding;

/// <summary>Measures in which batches a graph gives a row what it gives it alone. Names do not tell: of two graphs with the same
/// inputs, one takes positions from the mask and one from the length of the past, which is wrong behind padding.</summary>
/// <remarks>
/// 1. Rows of clearly different lengths run alone, then step by step with the cache.
/// 2. One of them runs in a batch of its own length, one as the beginning of a longer row: what differs is noise of the kernels, which
///    add up in another order (last bits; more in float16). Where that is large in the batch, a row feels its neighbours (activations
///    quantized over the batch) and rows run one by one.
/// 3. All run in one batch padded on the right, then step by step behind that padding.
/// 4. All run in one batch padded on the left, then step by step. Of two that hold, steps behind padding on the left are taken: they
///    keep the distances between real tokens, so that an attention window longer than these rows holds too.
/// Differences are the largest over all logits of real positions, in standard deviations of the logits; what exceeds four times the
/// noise, or 1e-4 if that is more, does not hold; float16 may also differ by two steps of its own at the largest logit. A batch that makes the graph fail does not hold either.
/// </remarks>
internal sealed class PaddingProbe
{
    private const int Steps = 2;
    private const double LeastTolerance = 1e-4, HalfStep = 1.0 / 1024, StepsPerTolerance = 2, NoisePerTolerance = 4;
    private const double MostNoise = 1e-2;

    /// <summary>Root mean square that a cached step may be from recomputing the row, in spreads: int8 activations take some of it,
    /// a cache whose axes are misread takes more.</summary>
    private const double MostCacheError = 0.2;

    private static readonly int[] Lengths = [3, 24, 11];

    private readonly GraphRunner _runner;
    private readonly int _vocabulary, _padding;
    private readonly bool _hasWindow;
    private readonly int[][] _rows;
    private readonly float[][] _alone; // for each row: the logits of its positions, then of each step
    private readonly double _spread;

    private PaddingProbe(GraphRunner runner, int vocabulary, int contextLength, int padding, bool hasWindow)
    {
        _runner = runner;
        _vocabulary = vocabulary;
        _padding = padding;
        _hasWindow = hasWindow;
        var room = Math.Max(1, contextLength - Steps);
        _rows = [.. Lengths.Select((length, row) => Tokens(Math.Min(length, room), row))];
        _alone = [.. Enumerable.Range(0, _rows.Length).Select(row => Collect([row], left: false)[0])];
        _spread = Spread();
    }

    /// <summary>Measures a graph. Takes about 20 short passes, which warm it up too.</summary>
    /// <param name="runner">The graph.</param>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="contextLength">Longest row, in tokens.</param>
    /// <param name="padding">Token id that fills.</param>
    /// <param name="hasWindow">Whether attention may reach only so far back; padding between tokens would shorten that.</param>
    /// <exception cref="ModelFolderException">The graph fails on plain rows, gives NaN, or its cache contradicts it.</exception>
    public static PaddingSupport Measure(GraphRunner runner, int vocabulary, int contextLength, int padding, bool hasWindow)
    {
        try
        {
            var probe = new PaddingProbe(runner, vocabulary, contextLength, padding, hasWindow);
            probe.CheckCache();
            return probe.Measure();
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelFolderException(
                runner.Signature.File, $"fails on plain rows ({fault.Message})", $"logits for any row of up to {Lengths.Max()} tokens", fault);
        }
    }

    private PaddingSupport Measure()
    {
        var noise = double.PositiveInfinity;
        if (_runner.Signature.FixedBatch is null)
        {
            noise = NoiseInEqualLengths();
        }

        var rounding = LeastTolerance;
        if (IsHalf)
        {
            rounding = StepsPerTolerance * HalfStep * LargestLogit() / _spread;
        }

        var most = Math.Max(MostNoise, rounding);
        if (!(noise <= most))
        {
            return new PaddingSupport(false, false, CachePadding.None, noise, 0);
        }

        var width = NoiseInLongerRow();
        if (width <= most)
        {
            noise = Math.Max(noise, width); // more than that is no noise: the graph looks ahead
        }

        var tolerance = Math.Max(rounding, NoisePerTolerance * noise);
        var (prefill, middle) = Compare(left: false);
        var cache = CachePaddingWithin(tolerance, Math.Max(prefill, middle));
        return new PaddingSupport(true, prefill <= tolerance, cache, noise, tolerance);
    }

    private CachePadding CachePaddingWithin(double tolerance, double differenceOfMiddle)
    {
        if (!_runner.HasCache)
        {
            return CachePadding.None;
        }

        if (Worst(Compare(left: true)) <= tolerance)
        {
            return CachePadding.Left;
        }

        if (differenceOfMiddle <= tolerance && !_hasWindow)
        {
            return CachePadding.Middle;
        }

        return CachePadding.None;
    }

    private bool IsHalf => _runner.Signature.LogitsType == TensorElementType.Float16
        || _runner.Signature.Cache.Any(tensor => tensor.Type == TensorElementType.Float16);

    private double LargestLogit() => _alone.Max(logits => Math.Abs((double)TensorPrimitives.MaxMagnitude<float>(logits)));

    /// <summary>Row 0, and what follows it in a row as long as row 1: real tokens, so that no mask and no position is in play.</summary>
    private double NoiseInLongerRow()
    {
        int[] longer = [.. _rows[0], .. Tokens(_rows[1].Length - _rows[0].Length, 9)];
        var count = _rows[0].Length * _vocabulary;
        return Try(() => Largest(_alone[0].AsSpan(0, count), Collect([longer], [0], left: false)[0].AsSpan(0, count)));
    }

    /// <summary>Row 1 beside others of its length, with steps.</summary>
    private double NoiseInEqualLengths()
    {
        var length = _rows[1].Length;
        int[][] rows = [Tokens(length, 7), _rows[1], Tokens(length, 8)];
        return Try(() => Worst(Difference(Collect(rows, [7, 1, 8], left: false)[1], 1)));
    }

    private (double Prefill, double Steps) Compare(bool left)
    {
        var worst = (Prefill: 0.0, Steps: 0.0);
        var failed = Try(() =>
        {
            var together = Collect([0, 1, 2], left);
            for (var row = 0; row < _rows.Length; row++)
            {
                var (prefill, steps) = Difference(together[row], row);
                worst = (Math.Max(worst.Prefill, prefill), Math.Max(worst.Steps, steps));
            }

            return 0;
        });
        if (failed > 0)
        {
            return (failed, failed);
        }

        return worst;
    }

    private static double Worst((double Prefill, double Steps) differences) => Math.Max(differences.Prefill, differences.Steps);

    /// <summary>Infinite where the graph refuses the batch.</summary>
    private static double Try(Func<double> measure)
    {
        try
        {
            return measure();
        }
        catch (OnnxRuntimeException)
        {
            return double.PositiveInfinity;
        }
    }

    private float[][] Collect(int[] rows, bool left) => Collect([.. rows.Select(row => _rows[row])], rows, left);

    /// <summary>Logits of every position and step of each row, run together.</summary>
    private float[][] Collect(int[][] rows, int[] seeds, bool left)
    {
        var logits = Array.ConvertAll(rows, row => new float[(row.Length + (_runner.HasCache ? Steps : 0)) * _vocabulary]);
        var group = RowGroup.Prefill(_runner, rows, left, _runner.HasCache, _padding, CancellationToken.None);
        try
        {
            for (var row = 0; row < rows.Length; row++)
            {
                for (var position = 0; position < rows[row].Length; position++)
                {
                    group.PromptLogits(row, position).CopyTo(logits[row].AsSpan(position * _vocabulary));
                }
            }

            for (var step = 0; _runner.HasCache && step < Steps; step++)
            {
                var next = group.Step([.. Enumerable.Range(0, rows.Length)], [.. seeds.Select(seed => StepToken(seed, step))], default);
                group.Dispose();
                group = next;
                for (var row = 0; row < rows.Length; row++)
                {
                    group.Logits(row).CopyTo(logits[row].AsSpan((rows[row].Length + step) * _vocabulary));
                }
            }
        }
        finally
        {
            group.Dispose();
        }

        return logits;
    }

    private (double Prefill, double Steps) Difference(float[] together, int row)
    {
        var alone = _alone[row];
        var prompt = _rows[row].Length * _vocabulary;
        return (Largest(alone.AsSpan(0, prompt), together.AsSpan(0, prompt)), Largest(alone.AsSpan(prompt), together.AsSpan(prompt)));
    }

    /// <summary>Largest difference in spreads; NaN counts as infinite.</summary>
    private double Largest(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.IsEmpty)
        {
            return 0;
        }

        var difference = new float[left.Length];
        TensorPrimitives.Subtract(left, right, difference);
        var largest = TensorPrimitives.MaxMagnitude<float>(difference);
        if (!float.IsFinite(largest))
        {
            return double.PositiveInfinity;
        }

        return Math.Abs(largest) / _spread;
    }

    private double Spread()
    {
        var spread = _alone.Max(logits => TensorPrimitives.StdDev<float>(logits));
        if (!float.IsFinite(spread) || spread <= 0)
        {
            throw new ModelFolderException(
                _runner.Signature.File, $"logits of plain rows have the standard deviation {spread}", "finite logits that differ");
        }

        return spread;
    }

    private void CheckCache()
    {
        if (!_runner.HasCache)
        {
            return;
        }

        int[] whole = [.. _rows[1], .. Enumerable.Range(0, Steps).Select(step => StepToken(1, step))];
        using var recomputed = RowGroup.Prefill(_runner, [whole], false, false, _padding, CancellationToken.None);
        var error = TensorPrimitives.Distance(recomputed.Logits(0), _alone[1].AsSpan()[^_vocabulary..]) / Math.Sqrt(_vocabulary) / _spread;
        if (!(error <= MostCacheError))
        {
            throw new ModelFolderException(
                _runner.Signature.File,
                $"a cached step is {error:g3} standard deviations of the logits away from the same row without a cache",
                "rounding only; are the axes of past_key_values named as Optimum names them?");
        }
    }

    private int StepToken(int seed, int step) => Tokens(Steps, seed + 100)[step];

    /// <summary>Tokens that differ from place to place and row to row, from a linear congruential sequence.</summary>
    private int[] Tokens(int length, int seed)
    {
        var tokens = new int[length];
        var state = (uint)((seed * 7919) + 12345);
        for (var index = 0; index < length; index++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            tokens[index] = (int)((state >> 8) % (uint)_vocabulary);
        }

        return tokens;
    }
}
