using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bittensor.Tokenization.Translation;

/// <summary>Collects values from all over a row, eight at a time where the processor can.</summary>
/// <remarks>Reading from everywhere and writing in order is several times faster than the reverse: writes to everywhere have to be read
/// first, and wait for each other where they meet.</remarks>
internal static unsafe class Gather
{
    /// <summary>result[i] = from[indices[i]].</summary>
    /// <param name="from">Values.</param>
    /// <param name="indices">Which of them; each below their number, which is not checked.</param>
    /// <param name="result">As long as <paramref name="indices"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // the first request runs it a million times
    public static void Copy(ReadOnlySpan<float> from, ReadOnlySpan<int> indices, Span<float> result)
    {
        var (at, length) = (0, Math.Min(indices.Length, result.Length));
        fixed (float* source = from)
        fixed (int* index = indices)
        fixed (float* target = result)
        {
            for (; Avx2.IsSupported && at <= length - Vector256<int>.Count; at += Vector256<int>.Count)
            {
                Avx2.GatherVector256(source, Vector256.Load(index + at), sizeof(float)).Store(target + at);
            }
        }

        for (; at < length; at++)
        {
            result[at] = from[indices[at]];
        }
    }

    /// <summary>result[i] += from[indices[i]].</summary>
    /// <param name="from">Values.</param>
    /// <param name="indices">Which of them; each below their number, which is not checked.</param>
    /// <param name="result">As long as <paramref name="indices"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<float> from, ReadOnlySpan<int> indices, Span<float> result)
    {
        var (at, length) = (0, Math.Min(indices.Length, result.Length));
        fixed (float* source = from)
        fixed (int* index = indices)
        fixed (float* target = result)
        {
            for (; Avx2.IsSupported && at <= length - Vector256<int>.Count; at += Vector256<int>.Count)
            {
                var values = Avx2.GatherVector256(source, Vector256.Load(index + at), sizeof(float));
                (Vector256.Load(target + at) + values).Store(target + at);
            }
        }

        for (; at < length; at++)
        {
            result[at] += from[indices[at]];
        }
    }

    /// <summary>result[i] += from[indices[i]] x weights[i].</summary>
    /// <param name="from">Values.</param>
    /// <param name="indices">Which of them; each below their number, which is not checked.</param>
    /// <param name="weights">As long as <paramref name="indices"/>.</param>
    /// <param name="result">As long as <paramref name="indices"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(ReadOnlySpan<float> from, ReadOnlySpan<int> indices, ReadOnlySpan<float> weights, Span<float> result)
    {
        var (at, length) = (0, Math.Min(Math.Min(indices.Length, weights.Length), result.Length));
        fixed (float* source = from)
        fixed (int* index = indices)
        fixed (float* weight = weights)
        fixed (float* target = result)
        {
            for (; Avx2.IsSupported && at <= length - Vector256<int>.Count; at += Vector256<int>.Count)
            {
                var values = Avx2.GatherVector256(source, Vector256.Load(index + at), sizeof(float));
                (Vector256.Load(target + at) + (values * Vector256.Load(weight + at))).Store(target + at);
            }
        }

        for (; at < length; at++)
        {
            result[at] += from[indices[at]] * weights[at];
        }
    }
}
