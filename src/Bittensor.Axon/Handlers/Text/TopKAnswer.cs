using Bittensor.Engine.TopK;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>An answer to TextCausalLM that is being filled in: rows may be set in any order, by several threads.</summary>
/// <param name="rows">Number of positions, B x S.</param>
/// <param name="topK">Entries a position, K.</param>
/// <param name="vocabularySize">Number of standard tokens, V.</param>
internal sealed class TopKAnswer(int rows, int topK, int vocabularySize)
{
    private readonly int[] _ids = GC.AllocateUninitializedArray<int>(rows * topK);
    private readonly float[] _probabilities = GC.AllocateUninitializedArray<float>(rows * topK);
    private readonly bool[] _isSet = new bool[rows];

    /// <summary>Number of positions.</summary>
    public int Rows => rows;

    /// <summary>Sets a row from the logits of standard tokens.</summary>
    public void SetLogits(int row, ReadOnlySpan<float> logits)
    {
        TopKSelector.Select(logits, topK, _ids.AsSpan(row * topK, topK), _probabilities.AsSpan(row * topK, topK));
        _isSet[row] = true;
    }

    /// <summary>Sets a row from the probabilities of standard tokens; what they lack of 1 is shared evenly by all.</summary>
    public void SetProbabilities(int row, ReadOnlySpan<float> probabilities)
    {
        TopKSelector.SelectProbable(probabilities, topK, _ids.AsSpan(row * topK, topK), _probabilities.AsSpan(row * topK, topK));
        _isSet[row] = true;
    }

    /// <summary>The answer. In rows that were not set every token has probability 1 / V.</summary>
    public TopKDistributions ToDistributions()
    {
        for (var row = 0; row < rows; row++)
        {
            if (!_isSet[row])
            {
                FillUnknown(row);
            }
        }

        return new TopKDistributions(rows, topK, vocabularySize, _ids, _probabilities);
    }

    private void FillUnknown(int row)
    {
        _probabilities.AsSpan(row * topK, topK).Fill(1f / vocabularySize);
        for (var i = 0; i < topK; i++)
        {
            _ids[(row * topK) + i] = i;
        }
    }
}
