using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Sorts as Python does: items that are equal keep their order, also in reverse.</summary>
internal static class Sorting
{
    /// <summary>Sorts items by a key, in place.</summary>
    public static void Sort<T>(Rendering rendering, T[] items, Func<T, Value> key, bool reverse)
    {
        var keyed = Array.ConvertAll(items, item => (Key: key(item), Item: item));
        var order = reverse ? -1 : 1;
        MergeSort(keyed, (a, b) => order * Math.Sign(Comparison.Order(rendering, a.Key, b.Key)));
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = keyed[i].Item;
        }
    }

    // Array.Sort is not stable and wraps what the comparison throws
    private static void MergeSort<T>(T[] items, Comparison<T> compare)
    {
        var from = items;
        var to = new T[items.Length];
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                Merge(from, to, start, width, compare);
            }
            (from, to) = (to, from);
        }
        if (!ReferenceEquals(from, items))
        {
            from.CopyTo(items, 0);
        }
    }

    private static void Merge<T>(T[] from, T[] to, int start, int width, Comparison<T> compare)
    {
        var middle = Math.Min(start + width, from.Length);
        var end = Math.Min(middle + width, from.Length);
        var left = start;
        var right = middle;
        for (var i = start; i < end; i++)
        {
            var takesLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
