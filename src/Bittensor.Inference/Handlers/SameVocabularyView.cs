using Bittensor.Inference.Models;
using Bittensor.Protocol;

namespace Bittensor.Inference.Handlers;

/// <summary>For a model whose tokens are the standard ones: positions are the same, and nothing is translated.</summary>
internal sealed class SameVocabularyView(SynapseInputs inputs) : IStandardView
{
    public IReadOnlyList<int[]> ModelRows => inputs.StandardRows;

    public TopKDistributions Distributions(ForwardOutput output, int topK)
    {
        var answer = new TopKAnswer(inputs.Batch * inputs.Sequence, topK, StandardVocabulary.Size);
        Parallel.For(0, answer.Rows, at =>
        {
            if (InPass(output, at) is var (row, position))
            {
                answer.SetLogits(at, output.Logits(row, position));
            }
        });
        return answer.ToDistributions();
    }

    public float[] HiddenStates(ForwardOutput output, int width)
    {
        var states = new float[inputs.Batch * inputs.Sequence * width];
        for (var at = 0; at < inputs.Batch * inputs.Sequence; at++)
        {
            if (InPass(output, at) is var (row, position))
            {
                output.HiddenState(row, position).CopyTo(states.AsSpan(at * width, width));
            }
        }

        return states;
    }

    /// <summary>Where a place of [B,S] stands in the pass; null for padding and for what was cut off at the left.</summary>
    private (int Row, int Position)? InPass(ForwardOutput output, int at)
    {
        var row = at / inputs.Sequence;
        var position = (at % inputs.Sequence) - inputs.Starts[row];
        return position >= output.FirstPosition(row) && position < output.Length(row) ? (row, position) : null;
    }
}
