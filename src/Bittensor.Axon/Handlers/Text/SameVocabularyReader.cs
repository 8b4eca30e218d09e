using Bittensor.Engine.Models;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>For a model whose tokens are the standard ones: positions are the same, and nothing is translated.</summary>
internal sealed class SameVocabularyReader(TextInputs inputs) : IOutputReader
{
    public IReadOnlyList<int[]> ModelRows => inputs.StandardRows;

    public int VocabularySize => StandardVocabulary.Size;

    public void ReadDistributions(ForwardOutput output, TopKAnswer answer) => Parallel.For(First(output), End(output), at =>
    {
        if (InPass(output, at) is var (row, position))
        {
            answer.SetLogits(at, output.Logits(row, position));
        }
    });

    public void ReadHiddenStates(ForwardOutput output, float[] states, int width)
    {
        for (var at = First(output); at < End(output); at++)
        {
            if (InPass(output, at) is var (row, position))
            {
                output.HiddenState(row, position).CopyTo(states.AsSpan(at * width, width));
            }
        }
    }

    /// <summary>First place of [B,S] whose row is there.</summary>
    private int First(ForwardOutput output) => output.FirstRow * inputs.Sequence;

    /// <summary>First place after those.</summary>
    private int End(ForwardOutput output) => (output.FirstRow + output.Rows) * inputs.Sequence;

    /// <summary>Where a place of [B,S] stands in the pass; null for padding and for what was cut off at the left.</summary>
    private (int Row, int Position)? InPass(ForwardOutput output, int at)
    {
        var row = at / inputs.Sequence;
        var position = (at % inputs.Sequence) - inputs.Starts[row];
        if (position < output.FirstPosition(row) || position >= output.Length(row))
        {
            return null;
        }

        return (row, position);
    }
}
