using System.Buffers;
using Bittensor.Inference.Models;
using Bittensor.Inference.TopK;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Handlers;

/// <summary>The answer to TextCausalLMNext from a forward pass.</summary>
internal static class PhraseAnswer
{
    /// <summary>Takes the K most probable server tokens after the last of each row, spelt in standard tokens.</summary>
    /// <param name="output">The pass over the rows without padding.</param>
    /// <param name="topK">K; 1 to the server's vocabulary size.</param>
    /// <param name="table">Phrases of the server's tokens.</param>
    /// <exception cref="SynapseException">A logit is NaN or positive infinity (<see cref="ReturnCode.InvalidResponse"/>).</exception>
    public static PhraseDistributions Read(ForwardOutput output, int topK, PhraseTable table)
    {
        var items = output.Rows;
        var (probabilities, floors) = (new float[items * topK], new float[items]);
        var tokens = ArrayPool<int>.Shared.Rent(items * topK);
        try
        {
            Parallel.For(0, items, item =>
            {
                var logits = output.Logits(item, output.Length(item) - 1);
                var mass = TopKSelector.Select(logits, topK, tokens.AsSpan(item * topK, topK), probabilities.AsSpan(item * topK, topK));
                floors[item] = topK == logits.Length ? 0 : (float)((1 - mass) / (logits.Length - topK));
            });
            var (phrases, offsets) = Spell(tokens.AsSpan(0, items * topK), table);
            return new PhraseDistributions(items, topK, phrases, offsets, probabilities, floors);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
        }
    }

    private static (int[] Phrases, int[] Offsets) Spell(ReadOnlySpan<int> tokens, PhraseTable table)
    {
        var offsets = new int[tokens.Length + 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            offsets[i + 1] = offsets[i] + table[tokens[i]].Length;
        }

        var phrases = new int[offsets[^1]];
        for (var i = 0; i < tokens.Length; i++)
        {
            table[tokens[i]].CopyTo(phrases.AsSpan(offsets[i]));
        }

        return (phrases, offsets);
    }
}
