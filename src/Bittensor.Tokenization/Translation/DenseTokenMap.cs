using System.Buffers;

namespace Bittensor.Tokenization.Translation;

/// <summary>A map of many pairs, read target by target.</summary>
/// <remarks>
/// 1. Each target takes its first source; one without takes the 0 after the last source.
/// 2. Further sources are dealt out to slots, <see cref="SlotSize"/> at most each, so that a target that collects thousands is no
///    exception; in each round every slot, longest first, adds its next source.
/// 3. Each slot is added to its target.
/// </remarks>
internal sealed class DenseTokenMap : ITokenMap
{
    private const int SlotSize = 8;

    private readonly int _sourceSize;
    private readonly int[] _firstSources;
    private readonly int[][] _rounds;
    private readonly int[] _targetOfSlot;

    /// <param name="pairs">Source and target tokens.</param>
    /// <param name="sourceSize">Number of source tokens.</param>
    /// <param name="targetSize">Number of target tokens.</param>
    public DenseTokenMap(TokenPairs pairs, int sourceSize, int targetSize)
    {
        _sourceSize = sourceSize;
        _firstSources = new int[targetSize];
        Array.Fill(_firstSources, sourceSize);
        var slots = FindSlots(pairs);
        slots.Sort((left, right) => right.Sources.Count.CompareTo(left.Sources.Count));
        _targetOfSlot = [.. slots.Select(slot => slot.Target)];
        _rounds = [.. Enumerable.Range(0, slots.Count == 0 ? 0 : slots[0].Sources.Count)
            .Select(round => slots.TakeWhile(slot => slot.Sources.Count > round).Select(slot => slot.Sources[round]).ToArray())];
    }

    public void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Length, _sourceSize + 1);
        Gather.Copy(from, _firstSources, to);
        var slots = ArrayPool<float>.Shared.Rent(_targetOfSlot.Length);
        slots.AsSpan(0, _targetOfSlot.Length).Clear();
        foreach (var sources in _rounds)
        {
            Gather.Add(from, sources, slots);
        }

        for (var slot = 0; slot < _targetOfSlot.Length; slot++)
        {
            to[_targetOfSlot[slot]] += slots[slot];
        }

        ArrayPool<float>.Shared.Return(slots);
    }

    /// <summary>Notes first sources, and gathers the others.</summary>
    private List<(int Target, List<int> Sources)> FindSlots(TokenPairs pairs)
    {
        var slots = new List<(int Target, List<int> Sources)>();
        var open = new Dictionary<int, List<int>>();
        for (var i = 0; i < pairs.Sources.Count; i++)
        {
            var (source, target) = (pairs.Sources[i], pairs.Targets[i]);
            ref var first = ref _firstSources[target];
            if (first == _sourceSize)
            {
                first = source;
                continue;
            }

            if (!open.TryGetValue(target, out var slot) || slot.Count == SlotSize)
            {
                slots.Add((target, open[target] = slot = []));
            }

            slot.Add(source);
        }

        return slots;
    }
}
