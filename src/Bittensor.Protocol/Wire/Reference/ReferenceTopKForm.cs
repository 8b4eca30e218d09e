namespace Bittensor.Protocol.Wire.Reference;

/// <summary>TextCausalLM answers as Bittensor v3.5.0 to v3.7.0 send them: float32 values, then as many float32 ids, a row.</summary>
/// <remarks>Tensor [B,S,2K], which is Rows x 2K values; 8 bytes an entry.</remarks>
public static class ReferenceTopKForm
{
    /// <summary>Writes the flat tensor.</summary>
    /// <param name="answer">Distributions; ids up to 2^24 survive as float32.</param>
    /// <returns>Row-major values; shape [Rows, 2 x TopK].</returns>
    public static float[] Encode(TopKDistributions answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var message = new float[answer.Ids.Length * 2];
        for (var row = 0; row < answer.Rows; row++)
        {
            var pair = message.AsSpan(row * 2 * answer.TopK, 2 * answer.TopK);
            answer.ProbabilitiesOf(row).CopyTo(pair);
            var ids = pair[answer.TopK..];
            for (var i = 0; i < answer.TopK; i++)
            {
                ids[i] = answer.Ids[(row * answer.TopK) + i];
            }
        }

        return message;
    }

    /// <summary>Reads the flat tensor. Fractions of ids are cut off, as the reference does.</summary>
    /// <param name="message">Row-major values; shape [Rows, 2 x topK].</param>
    /// <param name="topK">Entries a row, K; 1 or more.</param>
    /// <param name="vocabularySize">
    /// Standard vocabulary V that every id is below. The reference's own constant is one more than GPT-2 has tokens.
    /// </param>
    /// <returns>The distributions; probabilities are as they came, <see cref="AnswerChecks.Distribution"/> judges them.</returns>
    /// <exception cref="WireFormatException">
    /// The values do not divide into rows (<see cref="WireFault.Shape"/>), or an id is NaN or outside the vocabulary
    /// (<see cref="WireFault.Value"/>); the offset is that of the float in the message, in bytes.
    /// </exception>
    public static TopKDistributions Decode(
        ReadOnlySpan<float> message, int topK, int vocabularySize = StandardVocabulary.Size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        var width = 2L * topK;
        if (message.Length % width != 0)
        {
            throw new WireFormatException(WireFault.Shape, $"{message.Length} values are no rows of {width}.", 0);
        }

        var rows = (int)(message.Length / width);
        var (ids, probabilities) = (new int[rows * topK], new float[rows * topK]);
        for (var row = 0; row < rows; row++)
        {
            var start = row * 2 * topK;
            message.Slice(start, topK).CopyTo(probabilities.AsSpan(row * topK));
            for (var i = 0; i < topK; i++)
            {
                ids[(row * topK) + i] = ToId(message, start + topK + i, vocabularySize);
            }
        }

        return new TopKDistributions(rows, topK, vocabularySize, ids, probabilities);
    }

    private static int ToId(ReadOnlySpan<float> message, int at, int vocabularySize) =>
        message[at] > -1 && message[at] < vocabularySize
            ? (int)message[at]
            : throw new WireFormatException(
                WireFault.Value,
                FormattableString.Invariant($"The id is {message[at]}; expected 0 to {vocabularySize - 1}."),
                at * (long)sizeof(float));
}
