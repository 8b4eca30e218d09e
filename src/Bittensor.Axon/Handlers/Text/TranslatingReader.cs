using Bittensor.Engine.Models;
using Bittensor.Engine.TopK;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>For a model of another vocabulary: the inputs go through their text to its tokens, and what it predicts is
/// translated back row by row.</summary>
internal sealed class TranslatingReader : IOutputReader
{
    private readonly TextInputs _inputs;
    private readonly LogitTranslator _translator;
    private readonly TokenAlignment[] _alignments;

    /// <summary>Turns the inputs into the model's tokens.</summary>
    /// <exception cref="SynapseException">An item has no tokens there; <see cref="ReturnCode.EmptyRequest"/>.</exception>
    public TranslatingReader(TextInputs inputs, LogitTranslator translator, CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _translator = translator;
        _alignments = [.. inputs.StandardRows.Select((row, item) => Remap(row, item, translator, cancellationToken))];
        ModelRows = Array.ConvertAll(_alignments, alignment => alignment.ServerIds);
    }

    public IReadOnlyList<int[]> ModelRows { get; }

    public int VocabularySize => _translator.Standard.VocabularySize;

    public void ReadDistributions(ForwardOutput output, TopKAnswer answer)
    {
        (int Item, int Segment)[] segments = [.. Items(output)
            .SelectMany(item => Enumerable.Range(0, _alignments[item].Segments.Count).Select(segment => (item, segment)))];
        Parallel.ForEach(segments, at => _translator.Translate(
            _alignments[at.Item], at.Segment, new TranslatedRows(output, at.Item, answer, FirstPlace(at.Item))));
    }

    public void ReadHiddenStates(ForwardOutput output, float[] states, int width)
    {
        foreach (var item in Items(output))
        {
            var positions = _alignments[item].ServerTokenOfStandard();
            for (var token = 0; token < positions.Length; token++)
            {
                if (positions[token] >= output.FirstPosition(item))
                {
                    output.HiddenState(item, positions[token]).CopyTo(states.AsSpan((FirstPlace(item) + token) * width, width));
                }
            }
        }
    }

    private static IEnumerable<int> Items(ForwardOutput output) => Enumerable.Range(output.FirstRow, output.Rows);

    /// <summary>Where the first token of an item that is no padding stands in [B,S].</summary>
    private int FirstPlace(int item) => (item * _inputs.Sequence) + _inputs.Starts[item];

    private static TokenAlignment Remap(int[] row, int item, LogitTranslator translator, CancellationToken cancellationToken)
    {
        var alignment = translator.RemapUntil(row, cancellationToken);
        if (alignment.ServerIds.Length == 0)
        {
            throw new SynapseException(ReturnCode.EmptyRequest, $"Item {item} has no tokens in the model's vocabulary.");
        }

        return alignment;
    }
}

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
