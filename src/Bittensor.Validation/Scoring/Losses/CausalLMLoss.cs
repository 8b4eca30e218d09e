using Bittensor.Protocol;

namespace Bittensor.Validation.Scoring.Losses;

/// <summary>Cross-entropy of a TextCausalLM answer, straight from its listed entries.</summary>
/// <remarks>
/// What is not listed shares (1 - sum p) / (V - K), clamped to [1e-40, 1], so an unlisted token never costs more than a listed
/// zero (in the reference it may: there the clamp comes before the division).
/// </remarks>
public static class CausalLMLoss
{
    /// <summary>Losses of each item of a batch.</summary>
    /// <param name="answer">B x S distributions, row-major.</param>
    /// <param name="tokens">Standard token ids, S that the axon saw and at least one held back; shape [B][more than S].</param>
    /// <returns>Losses in nats; one that is undefined counts as <see cref="LossMeasures.Undefined"/>; shape [B].</returns>
    /// <exception cref="ArgumentException">The rows do not divide over the items, or an item has no held-back token.</exception>
    public static TaskLosses PerTask(TopKDistributions answer, IReadOnlyList<int[]> tokens)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0 || answer.Rows % tokens.Count != 0)
        {
            throw new ArgumentException($"{answer.Rows} rows do not divide over {tokens.Count} items.", nameof(tokens));
        }

        return new([.. tokens.Select((row, item) => Measure(answer, item, row, answer.Rows / tokens.Count))]);
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

        var losses = AtPositions(answer, item, tokens, sequenceLength);
        return LossMeasures.Finite(losses[..^1].Sum() / (sequenceLength - 1), losses[^1]);
    }

    /// <summary>Losses of one item at each position: those of tokens 1 to S - 1, which the axon saw, and then that of the first
    /// held-back one. What answers can be compared by, position by position.</summary>
    /// <param name="answer">B x S distributions, row-major.</param>
    /// <param name="item">Item of the batch, 0 to B - 1.</param>
    /// <param name="tokens">Standard token ids, more than S.</param>
    /// <param name="sequenceLength">Tokens that the axon saw, S.</param>
    /// <returns>Losses, in nats; NaN where the answer makes no sense; shape [S].</returns>
    public static double[] AtPositions(TopKDistributions answer, int item, ReadOnlySpan<int> tokens, int sequenceLength)
    {
        var losses = new double[sequenceLength];
        for (var position = 1; position <= sequenceLength; position++)
        {
            losses[position - 1] = TokenLoss(answer, (item * sequenceLength) + position - 1, tokens[position]);
        }

        return losses;
    }

    /// <summary>Cross-entropy of one distribution at one token, in nats, after normalizing.</summary>
    /// <param name="answer">Distributions.</param>
    /// <param name="row">Position, 0 to Rows - 1.</param>
    /// <param name="token">Standard token id that is there.</param>
    public static double TokenLoss(TopKDistributions answer, int row, int token)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var probabilities = answer.ProbabilitiesOf(row);
        var mass = ProbabilityRow.Mass(probabilities);
        var unlisted = answer.VocabularySize - answer.TopK;
        var share = unlisted > 0 ? Math.Clamp((1 - mass) / unlisted, LossMeasures.Epsilon, 1) : 0;
        var listed = answer.IdsOf(row).IndexOf(token);
        var probabilityOfToken = listed >= 0 ? probabilities[listed] + LossMeasures.Epsilon : share;
        return -Math.Log(probabilityOfToken / (mass + (unlisted * share)));
    }
}
