using Bittensor.Engine.Models;

namespace Bittensor.Benchmarks.Translation;

/// <summary>The first tokens of a pass's first row: what the pass over them alone would have given.</summary>
internal sealed class PrefixOutput(ForwardOutput output, int length) : ForwardOutput
{
    public override int Rows => 1;

    public override int Length(int row) => length;

    public override int FirstPosition(int row) => output.FirstPosition(0);

    public override ReadOnlySpan<float> Logits(int row, int position) => output.Logits(0, position);

    public override ReadOnlySpan<float> HiddenState(int row, int position) => output.HiddenState(0, position);
}
