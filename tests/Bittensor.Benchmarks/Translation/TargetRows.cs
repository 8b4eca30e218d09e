using Bittensor.Engine.Models;
using Bittensor.Engine.TopK;
using Bittensor.Tokenization;

namespace Bittensor.Benchmarks.Translation;

/// <summary>What translated rows give to the tokens that really follow.</summary>
/// <param name="output">The pass; row 0 counts.</param>
/// <param name="standardIds">The text.</param>
/// <param name="cost">Receives the losses.</param>
internal sealed class TargetRows(ForwardOutput output, int[] standardIds, CostMeasure cost) : ITranslationRows
{
    /// <summary>Added to a probability before its logarithm is taken, as in scoring.</summary>
    private const double Epsilon = 1e-40;

    public bool TryRead(int serverToken, Span<float> probabilities)
    {
        Softmax.Compute(output.Logits(0, serverToken), probabilities);
        return true;
    }

    public void Write(int standardToken, ReadOnlySpan<float> probabilities)
    {
        if (standardToken + 1 == standardIds.Length)
        {
            return; // nothing follows
        }

        var (sum, target) = (0d, standardIds[standardToken + 1]);
        foreach (var probability in probabilities)
        {
            sum += probability;
        }

        var share = Math.Max(0, 1 - sum) / probabilities.Length; // as answers spread what is missing
        cost.Add(-Math.Log(probabilities[target] + share + Epsilon), StandardTokenizer.Instance.TokenBytes(target).Length);
    }
}
