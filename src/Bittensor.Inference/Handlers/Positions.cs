using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Where a place of the inputs' [B,S] stands in the forward pass.</summary>
internal static class Positions
{
    /// <summary>Finds the place; only for a model whose tokens are the standard ones.</summary>
    /// <param name="output">The pass over the rows without padding.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="at">Place in row-major [B,S].</param>
    /// <returns>Row and position of the pass; null for padding and for what was cut off at the left.</returns>
    public static (int Row, int Position)? InPass(ForwardOutput output, SynapseInputs inputs, int at)
    {
        var row = at / inputs.Sequence;
        var position = (at % inputs.Sequence) - inputs.Starts[row];
        return position >= output.FirstPosition(row) && position < output.Length(row) ? (row, position) : null;
    }
}
