using System.Runtime.CompilerServices;

namespace Bittensor.Tokenization.Translation;

/// <summary>Moves probabilities between vocabularies.</summary>
internal static class Scatter
{
    /// <summary>Adds probabilities where they belong.</summary>
    /// <param name="from">Probabilities by source id; ids beyond its width have none.</param>
    /// <param name="sources">Source ids, ascending.</param>
    /// <param name="targets">Target id of each source.</param>
    /// <param name="to">Probabilities by target id.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // the first request runs it a million times
    public static void Add(ReadOnlySpan<float> from, int[] sources, int[] targets, Span<float> to)
    {
        var count = CountBelow(sources, from.Length);
        var isDense = count > 0 && sources[count - 1] == count - 1;
        if (isDense)
        {
            AddDense(from[..count], targets, to);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            to[targets[i]] += from[sources[i]];
        }
    }

    /// <summary>How many of some ascending ids are below a bound.</summary>
    public static int CountBelow(int[] ascending, int bound)
    {
        if (ascending.Length == 0 || ascending[^1] < bound)
        {
            return ascending.Length;
        }

        var index = Array.BinarySearch(ascending, bound);
        return index >= 0 ? index : ~index;
    }

    /// <summary>The same where every source id up to the last is there, as it is for nearly all of a vocabulary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDense(ReadOnlySpan<float> from, int[] targets, Span<float> to)
    {
        var places = targets.AsSpan(0, from.Length);
        for (var i = 0; i < from.Length; i++)
        {
            to[places[i]] += from[i];
        }
    }
}
