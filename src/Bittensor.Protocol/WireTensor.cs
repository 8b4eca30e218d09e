using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>A dense row-major tensor as it travels.</summary>
/// <typeparam name="T">long for token ids and masks, float for probabilities, logits and states, int for lengths.</typeparam>
public sealed class WireTensor<T>
    where T : unmanaged
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="values">Row-major values; as many as the product of <paramref name="shape"/>.</param>
    /// <param name="shape">Size of each dimension, zero or more each.</param>
    /// <exception cref="ArgumentException">
    /// A dimension is negative, or the number of values is not the shape's product.
    /// </exception>
    public WireTensor(T[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        if (Array.Exists(shape, size => size < 0))
        {
            throw new ArgumentException($"Negative dimension in {Shapes.Text(shape)}.", nameof(shape));
        }

        if (Shapes.Count(shape, int.MaxValue) != values.Length)
        {
            throw new ArgumentException($"Shape {Shapes.Text(shape)} does not hold {values.Length} values.", nameof(values));
        }

        Values = values;
        Shape = shape;
    }

    /// <summary>Row-major values.</summary>
    public T[] Values { get; }

    /// <summary>Size of each dimension.</summary>
    public int[] Shape { get; }
}
