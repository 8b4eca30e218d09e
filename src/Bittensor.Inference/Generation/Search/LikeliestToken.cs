using System.Numerics.Tensors;

namespace Bittensor.Inference.Generation.Search;

/// <summary>Greedy search: the token with the largest score, the smallest id of equals.</summary>
internal sealed class LikeliestToken : ITokenPicker
{
    public int Pick(ReadOnlySpan<float> scores) => TensorPrimitives.IndexOfMax(scores);
}
