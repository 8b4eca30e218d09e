using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Engine.TopK;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>An answer to TextCausalLMNext that is being filled in: items may be read in any order, by several threads.</summary>
/// <param name="items">Number of items, B.</param>
/// <param name="topK">Phrases an item, K; 1 to the server's vocabulary size.</param>
/// <param name="table">Phrases of the server's tokens.</param>
internal sealed class PhraseAnswer(int items, int topK, PhraseTable table)
{
    private readonly int[] _serverTokens = GC.AllocateUninitializedArray<int>(items * topK);
    private readonly float[] _probabilities = GC.AllocateUninitializedArray<float>(items * topK);
    private readonly float[] _floors = new float[items];

    /// <summary>Takes the K most probable server tokens after the last of each row that is there.</summary>
    /// <param name="output">The pass over the rows without padding, or a part of it.</param>
    /// <exception cref="EngineException">A logit is NaN or positive infinity; <see cref="EngineFault.NotFinite"/>.</exception>
    public void Read(ForwardOutput output) => Parallel.For(output.FirstRow, output.FirstRow + output.Rows, (int item) =>
    {
        var logits = output.Logits(item, output.Length(item) - 1);
        var tokens = _serverTokens.AsSpan(item * topK, topK);
        var mass = TopKSelector.Select(logits, topK, tokens, _probabilities.AsSpan(item * topK, topK));
        if (topK < logits.Length)
        {
            _floors[item] = (float)((1 - mass) / (logits.Length - topK));
        }
    });

    /// <summary>The answer, spelt in standard tokens, once all items have been read.</summary>
    public PhraseDistributions ToDistributions()
    {
        var offsets = new int[_serverTokens.Length + 1];
        for (var i = 0; i < _serverTokens.Length; i++)
        {
            offsets[i + 1] = offsets[i] + table[_serverTokens[i]].Length;
        }

        var phrases = new int[offsets[^1]];
        for (var i = 0; i < _serverTokens.Length; i++)
        {
            table[_serverTokens[i]].CopyTo(phrases.AsSpan(offsets[i]));
        }

        return new PhraseDistributions(items, topK, phrases, offsets, _probabilities, _floors);
    }
}
