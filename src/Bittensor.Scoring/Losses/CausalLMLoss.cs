using Bittensor.Protocol;

namespace Bittensor.Scoring;

/// <summary>Cross-entropy of a TextCausalLM answer, straight from its listed entries.</summary>
/// <remarks>
/// What is not listed shares (1 - sum p) / (V - K), clamped to [1e-40, 1], so an unlisted token never costs more than a listed
/// zero (in the reference it may: there the clamp comes before the division).
/// </remarks>
public static class CausalLMLoss
{
    /// <summary>Mean losses of a batch.</summary>
    /// <param name="answer">B x S distributions, row-major.</param>
    /// <param name="tokens">Standard token ids, S that the axon saw and at least one held back; shape [B][more than S].</param>
    /// <returns>Mean losses, in nats; an item whose loss is undefined counts as <see cref="LossMeasures.Undefined"/>.</returns>
    /// <exception cref="ArgumentException">The rows do not divide over the items, or an item has no held-back token.</exception>
    public static LossMeasures Mean(TopKDistributions answer, IReadOnlyList<int[]> tokens)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0 || answer.Rows % tokens.Count != 0)
        {
            throw new ArgumentException($"{answer.Rows} rows do not divide over {tokens.Count} items.", nameof(tokens));
        }

        return LossMeasures.Mean([.. tokens.Select((row, item) => Measure(answer, item, row, answer.Rows / tokens.Count))]);
    }

    /// <summary>Losses of one item: over positions 1 to S - 1, and at the first held-back token.</summary>
    /// <param name="answer">B x S distributions, row-major.</param>
    /// <param name="item">Item of the batch, 0 to B - 1.</param>
    /// <param name="tokens">Standard token ids, S that the axon saw and at least one held back.</param>
    /// <param name="sequenceLength">Tokens that the axon saw, S; 2 or more for a sequence loss, which is 20 otherwise.</param>
    /// <returns>Both losses, in nats.</returns>
    /// <exception cref="ArgumentException">There is no held-back token.</exception>
    public static LossMeasures Measure(TopKDistributions answer, int item, ReadOnlySpan<int> tokens, int sequenceLength)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (tokens.Length <= sequenceLength)
        {
            throw new ArgumentException($"{sequenceLength} tokens were shown and none of {tokens.Length} is left.", nameof(tokens));
        }

        var sum = 0d;
        for (var position = 1; position < sequenceLength; position++)
        {
            sum += TokenLoss(answer, (item * sequenceLength) + position - 1, tokens[position]);
        }

        var lossVal = TokenLoss(answer, (item * sequenceLength) + sequenceLength - 1, tokens[sequenceLength]);
        return LossMeasures.Finite(sum / (sequenceLength - 1), lossVal);
    }

    /// <summary>Cross-entropy of one distribution at one token, in nats, after normalizing.</summary>
    /// <param name="answer">Distributions.</param>
    /// <param name="row">Position, 0 to Rows - 1.</param>
    /// <param name="token">Standard token id that is there.</param>
    public static double TokenLoss(TopKDistributions answer, int row, int token)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var probabilities = answer.ProbabilitiesOf(row);
        var mass = 0d;
        foreach (var probability in probabilities)
        {
            mass += probability;
        }

        var unlisted = answer.VocabularySize - answer.TopK;
        var share = unlisted > 0 ? Math.Clamp((1 - mass) / unlisted, LossMeasures.Epsilon, 1) : 0;
        var listed = answer.IdsOf(row).IndexOf(token);
        var probabilityOfToken = listed >= 0 ? probabilities[listed] + LossMeasures.Epsilon : share;
        return -Math.Log(probabilityOfToken / (mass + (unlisted * share)));
    }
}
