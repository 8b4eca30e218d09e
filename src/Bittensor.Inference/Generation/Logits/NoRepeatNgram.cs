namespace Bittensor.Inference.Generation.Logits;

/// <summary>Rules out every token that would complete an n-gram which the row has already.</summary>
/// <param name="size">Tokens of an n-gram; 1 or more.</param>
internal sealed class NoRepeatNgram(int size) : ILogitsProcessor
{
    public void Process(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        if (tokens.Length < size)
        {
            return;
        }

        var last = tokens[^(size - 1)..];
        for (var end = size - 1; end < tokens.Length; end++)
        {
            if (tokens[(end - size + 1)..end].SequenceEqual(last))
            {
                scores[tokens[end]] = float.NegativeInfinity;
            }
        }
    }
}
