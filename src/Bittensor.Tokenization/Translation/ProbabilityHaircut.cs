using System.Numerics.Tensors;

namespace Bittensor.Tokenization.Translation;

/// <summary>Keeps translated rows from summing to more than 1.</summary>
/// <remarks>The reference then also raises rows that sum to less by the same amount everywhere; here what is missing stays
/// missing,
/// and the answer's floor for tokens that are not listed accounts for it.</remarks>
internal static class ProbabilityHaircut
{
    /// <summary>Scales a row down to a sum of 1 if it sums to more.</summary>
    public static void Apply(Span<float> row)
    {
        var sum = TensorPrimitives.Sum<float>(row);
        if (sum > 1)
        {
            TensorPrimitives.Divide(row, sum, row);
        }
    }
}
