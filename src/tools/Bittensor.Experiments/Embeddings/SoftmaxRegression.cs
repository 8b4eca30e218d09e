using System.Numerics.Tensors;

namespace Bittensor.Experiments;

/// <summary>One linear layer and a softmax: what decodes hidden states into probabilities of classes.</summary>
/// <param name="width">Numbers of a state, H.</param>
/// <param name="classes">Classes, V.</param>
internal sealed class SoftmaxRegression(int width, int classes)
{
    private const float SmallestProbability = 1e-38f;

    /// <summary>The layer, 0 at first, which is the uniform distribution; row-major [V,H].</summary>
    public float[] Weights { get; } = new float[classes * width];

    /// <summary>Cross-entropy of each position.</summary>
    /// <param name="states">Hidden states, row-major [positions, H].</param>
    /// <param name="targets">Class at each position.</param>
    /// <returns>In nats; shape [positions].</returns>
    public double[] Losses(ReadOnlySpan<float> states, ReadOnlySpan<int> targets)
    {
        var probabilities = Probabilities(states);
        var losses = new double[targets.Length];
        for (var position = 0; position < losses.Length; position++)
        {
            losses[position] = -Math.Log(Math.Max(probabilities[(targets[position] * losses.Length) + position], SmallestProbability));
        }

        return losses;
    }

    /// <summary>Gradient of the mean cross-entropy by the weights: (p - y) h, averaged over the positions.</summary>
    /// <param name="states">Hidden states, row-major [positions, H].</param>
    /// <param name="targets">Class at each position.</param>
    /// <returns>Row-major [V,H].</returns>
    public float[] Gradient(ReadOnlySpan<float> states, ReadOnlySpan<int> targets)
    {
        var errors = Probabilities(states);
        for (var position = 0; position < targets.Length; position++)
        {
            errors[(targets[position] * targets.Length) + position] -= 1;
        }

        TensorPrimitives.Divide(errors, targets.Length, errors);
        var gradient = new float[Weights.Length];
        for (var row = 0; row < classes; row++)
        {
            var sum = gradient.AsSpan(row * width, width);
            for (var position = 0; position < targets.Length; position++)
            {
                TensorPrimitives.MultiplyAdd(states.Slice(position * width, width), errors[(row * targets.Length) + position], sum, sum);
            }
        }

        return gradient;
    }

    /// <summary>Class by class, so that a row of weights is read once for all positions; row-major [V, positions].</summary>
    private float[] Probabilities(ReadOnlySpan<float> states)
    {
        var positions = states.Length / width;
        var (rows, highest, total) = (new float[classes * positions], new float[positions], new float[positions]);
        Array.Fill(highest, float.NegativeInfinity);
        for (var index = 0; index < classes; index++)
        {
            var row = rows.AsSpan(index * positions, positions);
            var weights = Weights.AsSpan(index * width, width);
            for (var position = 0; position < positions; position++)
            {
                row[position] = TensorPrimitives.Dot(weights, states.Slice(position * width, width));
            }

            TensorPrimitives.Max<float>(highest, row, highest);
        }

        for (var index = 0; index < classes; index++)
        {
            var row = rows.AsSpan(index * positions, positions);
            TensorPrimitives.Subtract(row, highest, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add<float>(total, row, total);
        }

        for (var index = 0; index < classes; index++)
        {
            var row = rows.AsSpan(index * positions, positions);
            TensorPrimitives.Divide(row, total, row);
        }

        return rows;
    }
}
