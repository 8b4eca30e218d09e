using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Engine.Graph;

/// <summary>Keys and values of the positions so far. Owns its tensors.</summary>
/// <param name="layout">The graph's cache tensors.</param>
/// <param name="tensors">One for each of <paramref name="layout"/>.</param>
/// <param name="rows">Rows.</param>
/// <param name="past">Positions, padding included.</param>
internal sealed class KeyValueCache(IReadOnlyList<CacheTensor> layout, OrtValue[] tensors, int rows, int past) : IDisposable
{
    /// <summary>One tensor for each of the graph's cache tensors.</summary>
    public IReadOnlyList<OrtValue> Tensors => tensors;

    /// <summary>Rows.</summary>
    public int Rows => rows;

    /// <summary>A cache of no positions.</summary>
    public static KeyValueCache Empty(IReadOnlyList<CacheTensor> layout, int rows) =>
        new(layout, [.. layout.Select(tensor => Allocate(tensor, rows, 0))], rows, 0);

    /// <summary>A new cache whose row i is row parents[i] of this one.</summary>
    public KeyValueCache Select(ReadOnlySpan<int> parents)
    {
        var selected = new OrtValue[tensors.Length];
        for (var index = 0; index < tensors.Length; index++)
        {
            selected[index] = Allocate(layout[index], parents.Length, past);
            CopyRows(layout[index], tensors[index], selected[index], parents);
        }

        return new KeyValueCache(layout, selected, parents.Length, past);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(tensors, tensor => tensor.Dispose());

    private static OrtValue Allocate(CacheTensor tensor, int rows, int past) =>
        OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, tensor.Shape(rows, past));

    private void CopyRows(CacheTensor tensor, OrtValue from, OrtValue to, ReadOnlySpan<int> parents)
    {
        ReadOnlySpan<byte> source = from.GetTensorMutableRawData();
        var target = to.GetTensorMutableRawData();
        var shape = tensor.Shape(1, past);
        var outer = 1;
        for (var axis = 0; axis < tensor.BatchAxis; axis++)
        {
            outer *= (int)shape[axis];
        }

        var row = target.Length / outer / parents.Length; // bytes of one row under one entry of the axes before the batch's
        for (var block = 0; block < outer; block++)
        {
            for (var index = 0; index < parents.Length; index++)
            {
                source.Slice(((block * rows) + parents[index]) * row, row)
                    .CopyTo(target.Slice(((block * parents.Length) + index) * row, row));
            }
        }
    }
}
