using System.Numerics.Tensors;

namespace Bittensor.Experiments;

/// <summary>Adam (Kingma and Ba 2015, arXiv:1412.6980) with its usual constants.</summary>
/// <param name="size">Number of weights.</param>
/// <param name="learningRate">Length of a step, above 0.</param>
internal sealed class Adam(int size, float learningRate)
{
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    private readonly float[] _first = new float[size], _second = new float[size], _step = new float[size];
    private int _steps;

    /// <summary>Moves weights against their gradient.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">Their gradient; used up.</param>
    public void Step(Span<float> weights, Span<float> gradient)
    {
        _steps++;
        TensorPrimitives.Multiply(_first, Beta1, _first);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta1, _first, _first);
        TensorPrimitives.Multiply(gradient, gradient, gradient);
        TensorPrimitives.Multiply(_second, Beta2, _second);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta2, _second, _second);

        // Both averages start at 0, which the two corrections make good.
        TensorPrimitives.Multiply(_second, 1 / (1 - MathF.Pow(Beta2, _steps)), _step);
        TensorPrimitives.Sqrt(_step, _step);
        TensorPrimitives.Add(_step, Epsilon, _step);
        TensorPrimitives.Divide(_first, _step, _step);
        TensorPrimitives.MultiplyAdd(_step, -learningRate / (1 - MathF.Pow(Beta1, _steps)), weights, weights);
    }
}
