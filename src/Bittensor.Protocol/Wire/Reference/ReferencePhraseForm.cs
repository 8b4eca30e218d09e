namespace Bittensor.Protocol.Wire.Reference;

/// <summary>
/// TextCausalLMNext answers as Bittensor v3.5.0 to v3.7.0 send them: one float32 a probability and one a token id.
/// </summary>
/// <remarks>
/// An item is its K phrases and its floor. A phrase is its probability and then its ids, each raised by 2, so that a value in
/// [0,1] is always a probability and ends the phrase before it. A vector of at least B x (2K + 1) values, but for phrases
/// without tokens.
/// </remarks>
public static class ReferencePhraseForm
{
    /// <summary>What is added to token ids.</summary>
    public const int TokenShift = 2;

    /// <summary>What a probability, and the sum of an item's probabilities, may lie outside [0,1] by.</summary>
    public const float Tolerance = 1e-6f;

    // Above it float32 does not hold every whole number.
    private const float LargestToken = 1 << 24;

    /// <summary>Writes the flat vector.</summary>
    /// <param name="answer">Phrases; ids up to 2^24 - 2 survive as float32.</param>
    /// <returns>Values; as many as phrases, tokens and items together.</returns>
    public static float[] Encode(PhraseDistributions answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var message = new float[answer.Probabilities.Length + answer.Tokens.Length + answer.Batch];
        var at = 0;
        for (var item = 0; item < answer.Batch; item++)
        {
            for (var phrase = 0; phrase < answer.TopK; phrase++)
            {
                message[at++] = answer.Probabilities[(item * answer.TopK) + phrase];
                foreach (var token in answer.Phrase(item, phrase))
                {
                    message[at++] = token + TokenShift;
                }
            }

            message[at++] = answer.Floors[item];
        }

        return message;
    }

    /// <summary>Reads the flat vector.</summary>
    /// <remarks>
    /// As the reference does, but for what it lets pass by oversight: NaN, values below the tolerance, tokens before the first
    /// probability or after a floor. An item without tokens in a phrase is read, though the reference may find it too short.
    /// </remarks>
    /// <param name="message">Values of whole items.</param>
    /// <param name="topK">Phrases an item, K; 1 or more.</param>
    /// <returns>
    /// The phrases, in the message's order. Probabilities are clamped to [0,1]; a token that is no whole number is rounded
    /// half to even, as the reference's loss does.
    /// </returns>
    /// <exception cref="WireFormatException">
    /// The probabilities do not divide into items (<see cref="WireFault.Shape"/>), tokens lie where none may be
    /// (<see cref="WireFault.Malformed"/>), or a value or an item's sum cannot be (<see cref="WireFault.Value"/>); the offset
    /// is that of the float in the message, in bytes.
    /// </exception>
    public static PhraseDistributions Decode(ReadOnlySpan<float> message, int topK)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        var marks = CountMarks(message);
        if (marks % (topK + 1L) != 0)
        {
            throw new WireFormatException(
                WireFault.Shape, $"There are {marks} probabilities; expected a multiple of {topK} phrases and a floor.", 0);
        }

        var batch = (int)(marks / (topK + 1L));
        var reader = new ReferencePhraseReader(batch, topK, message.Length - marks);
        for (var at = 0; at < message.Length; at++)
        {
            if (IsProbability(message[at]))
            {
                reader.AddProbability(Math.Clamp(message[at], 0, 1), at);
            }
            else
            {
                reader.AddToken((int)MathF.Round(message[at]) - TokenShift, at);
            }
        }

        return reader.Answer();
    }

    private static bool IsProbability(float value) => value is > -Tolerance and < 1 + Tolerance;

    private static int CountMarks(ReadOnlySpan<float> message)
    {
        var marks = 0;
        for (var at = 0; at < message.Length; at++)
        {
            var value = message[at];
            if (IsProbability(value))
            {
                marks++;
            }
            else if (!(value >= TokenShift - 0.5f && value <= LargestToken))
            {
                throw Fault(
                    WireFault.Value, FormattableString.Invariant($"{value} is neither a probability nor a token id raised by 2."), at);
            }
        }

        return marks;
    }

    internal static WireFormatException Fault(WireFault fault, string message, int at) =>
        new(fault, message, at * (long)sizeof(float));
}
