using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Scoring.Statistics;

/// <summary>Everything that is remembered about one axon from round to round.</summary>
/// <remarks>
/// The plain series move only on answers and start at the first value; but a round that was harder than usual moves the loss of
/// those who were silent, too (<see cref="RoundDifficulty"/>). <see cref="ZeroingScore"/> starts at 0 and moves every round,
/// toward 0 when there is no answer: weights come from it. A changed hotkey starts again from <see cref="New"/>.
/// </remarks>
/// <param name="Hotkey">Key of the axon that these belong to.</param>
/// <param name="Loss">Moving average of the TextCausalLMNext loss, in nats; silence in a hard round counts.</param>
/// <param name="LossVal">Moving average of the loss on the first held-back token, in nats.</param>
/// <param name="CausalLoss">Moving average of the TextCausalLM loss, in nats.</param>
/// <param name="CausalLossVal">Moving average of the TextCausalLM loss on the first held-back token, in nats.</param>
/// <param name="EstimatedParameters">Scaling law at <paramref name="Loss"/>.</param>
/// <param name="Score">Moving average of the score over the rounds that were answered.</param>
/// <param name="ZeroingScore">Moving average of the score over all rounds; one without answer counts as 0.</param>
/// <param name="Queried">Rounds in which the axon was asked.</param>
/// <param name="Answered">Rounds in which it answered as it should.</param>
/// <param name="ResponseTimes">Its last response times.</param>
public sealed record AxonStatistics(
    string Hotkey,
    double? Loss,
    double? LossVal,
    double? CausalLoss,
    double? CausalLossVal,
    double? EstimatedParameters,
    double? Score,
    double ZeroingScore,
    long Queried,
    long Answered,
    ResponseTimes ResponseTimes)
{
    /// <summary>What <see cref="Loss"/> was before the last round that was counted, in nats.</summary>
    public double? PreviousLoss { get; init; }

    /// <summary>Moving averages of what its answers were worth beside those of the others.</summary>
    public GroupTerms Group { get; init; } = GroupTerms.None;

    /// <summary>Part of the rounds that was answered, 0 to 1.</summary>
    public double ShareAnswered => Queried == 0 ? 0 : (double)Answered / Queried;

    /// <summary>An axon that was never asked.</summary>
    /// <param name="hotkey">Its key.</param>
    public static AxonStatistics New(string hotkey) =>
        new(hotkey, null, null, null, null, null, null, 0, 0, 0, ResponseTimes.Empty);

    /// <summary>What a hotkey goes on from: these, if they are its own, or nothing.</summary>
    /// <param name="hotkey">Key of the axon at the uid now.</param>
    public AxonStatistics For(string hotkey) => Hotkey == hotkey ? this : New(hotkey);

    /// <summary>After one more round.</summary>
    /// <param name="measures">What was measured; nothing when the axon did not answer, or not as it should.</param>
    /// <param name="options">Scaling law, policy and weight of the new value.</param>
    /// <param name="terms">What the answer is worth beside the others; nothing where the policy does not ask.</param>
    /// <param name="difficulty">How much harder than usual the round was (<see cref="RoundDifficulty"/>), in nats; 0 or more.</param>
    public AxonStatistics Next(AxonMeasures? measures, ScoringOptions options, GroupTerms? terms = null, double difficulty = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (measures is null)
        {
            return Failed(options, difficulty);
        }

        return Succeeded(measures, options, terms ?? GroupTerms.None);
    }

    private AxonStatistics Failed(ScoringOptions options, double difficulty)
    {
        var loss = Loss + (options.Alpha * difficulty); // the moving average of the usual loss and the difficulty
        return this with
        {
            PreviousLoss = Loss,
            Loss = loss,
            EstimatedParameters = loss is { } known ? options.ScalingLaw.ToParameters(known) : null,
            Queried = Queried + 1,
            ZeroingScore = MovingAverage.Next(ZeroingScore, 0, options.Alpha),
        };
    }

    private AxonStatistics Succeeded(AxonMeasures measures, ScoringOptions options, GroupTerms terms)
    {
        var loss = MovingAverage.Next(Loss, measures.Next.Loss, options.Alpha);
        var group = Group.Next(terms, options.Alpha);
        var score = options.ToScore(loss, group);
        return this with
        {
            PreviousLoss = Loss,
            Loss = loss,
            Group = group,
            LossVal = MovingAverage.Next(LossVal, measures.Next.LossVal, options.Alpha),
            CausalLoss = measures.Causal is { } causal ? MovingAverage.Next(CausalLoss, causal.Loss, options.Alpha) : CausalLoss,
            CausalLossVal = measures.Causal is { } val ? MovingAverage.Next(CausalLossVal, val.LossVal, options.Alpha) : CausalLossVal,
            EstimatedParameters = options.ScalingLaw.ToParameters(loss),
            Score = MovingAverage.Next(Score, score, options.Alpha),
            ZeroingScore = MovingAverage.Next(ZeroingScore, score, options.Alpha),
            Queried = Queried + 1,
            Answered = Answered + 1,
            ResponseTimes = ResponseTimes.Add(measures.ResponseTime),
        };
    }
}
