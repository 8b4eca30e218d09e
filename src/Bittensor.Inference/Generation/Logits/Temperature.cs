using System.Numerics.Tensors;

namespace Bittensor.Inference.Generation.Logits;

/// <summary>Divides the scores: below 1 likely tokens gain, above 1 unlikely ones do.</summary>
/// <param name="temperature">Above 0.</param>
internal sealed class Temperature(float temperature) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores) => TensorPrimitives.Divide(scores, temperature, scores);
}
