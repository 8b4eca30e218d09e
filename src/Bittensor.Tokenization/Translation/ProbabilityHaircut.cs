using System.Numerics.Tensors;

namespace Bittensor.Tokenization.Translation;

/// <summary>Keeps translated rows from summing to more than 1.</summary>
/// <remarks>The reference then also raises rows that sum to less by the same amount everywhere; here what is missing stays
/// missing, for whoever reads the row to account for.</remarks>
internal static class ProbabilityHaircut
{
    /// <summary>Values summed in float32 before the sum goes on in double: short enough that nothing is lost.</summary>
    private const int Block = 1024;

    /// <summary>Scales a row down to a sum of 1 if it sums to more.</summary>
    public static void Apply(Span<float> row)
    {
        var sum = 0d;
        for (var at = 0; at < row.Length; at += Block)
        {
            sum += TensorPrimitives.Sum<float>(row.Slice(at, Math.Min(Block, row.Length - at)));
        }

        if (sum > 1)
        {
            TensorPrimitives.Multiply(row, (float)(1 / sum), row);
        }
    }
}
