using Bittensor.Engine.Models;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>A pass whose logits are a tensor of the vectors: rows end where the tensor's do, and are longer or shorter at the left.</summary>
/// <param name="logits">Row-major; shape [B, <paramref name="sequence"/>, <paramref name="width"/>].</param>
/// <param name="sequence">Positions of the tensor.</param>
/// <param name="width">Columns.</param>
/// <param name="lengths">Tokens of each row.</param>
internal sealed class FormulaOutput(float[] logits, int sequence, int width, int[] lengths) : ForwardOutput
{
    public override int Rows => lengths.Length;

    public override int Length(int row) => lengths[row];

    public override int FirstPosition(int row) => Math.Max(0, lengths[row] - sequence);

    public override ReadOnlySpan<float> Logits(int row, int position) =>
        logits.AsSpan(((row * sequence) + sequence - lengths[row] + position) * width, width);

    public override ReadOnlySpan<float> HiddenState(int row, int position) => throw new NotSupportedException();
}
