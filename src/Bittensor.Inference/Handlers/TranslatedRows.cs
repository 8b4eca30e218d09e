using Bittensor.Inference.Models;
using Bittensor.Inference.TopK;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Handlers;

/// <summary>One item's rows: softmax on the model's side, the K most probable on the standard side.</summary>
/// <param name="output">The pass.</param>
/// <param name="item">Row of the pass.</param>
/// <param name="answer">Receives the rows.</param>
/// <param name="firstPlace">Where the item's first token stands in the answer.</param>
internal readonly struct TranslatedRows(ForwardOutput output, int item, TopKAnswer answer, int firstPlace) : ITranslationRows
{
    public bool TryRead(int serverToken, Span<float> probabilities)
    {
        if (serverToken < output.FirstPosition(item))
        {
            return false; // cut off at the left for want of context
        }

        Softmax.Compute(output.Logits(item, serverToken), probabilities);
        return true;
    }

    public void Write(int standardToken, ReadOnlySpan<float> probabilities) => answer.SetProbabilities(firstPlace + standardToken, probabilities);
}
