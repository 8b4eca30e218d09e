using Bittensor.Protocol;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Scoring.Losses;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

/// <summary>TextCausalLMNext answers that try to lose less than their model deserves. Every loss is that of a round: one floor.</summary>
public class PhraseAnswerTests
{
    private static readonly int[] Target = [1, 2, 3, 4];

    /// <summary>Loss of one item in a round.</summary>
    private static double Loss(PhraseDistributions answer, params int[] target) =>
        PhraseLoss.PerTask(answer, [target], PhraseLoss.FairFloors).Mean.Loss;

    private static PhraseDistributions Check(PhraseDistributions answer) => ResponseCheck.Phrases(
        new() { Phrases = answer }, new() { Inputs = new WireTensor<long>(new long[answer.Batch], answer.Batch, 1), TopK = 4096 });

    public static TheoryData<string, PhraseDistributions> Refused => new()
    {
        { "a probability above one", Phrases.One(0, (1.5f, [1])) },
        { "a negative one", Phrases.One(0, (-0.5f, [1])) },
        { "NaN", Phrases.One(0, (float.NaN, [1])) },
        { "an infinite one", Phrases.One(0, (float.PositiveInfinity, [1])) },
        { "certainty of two phrases", Phrases.One(0, (1f, [1]), (1f, [2])) },
        { "certainty of every phrase", Phrases.One(0, [.. Enumerable.Range(0, 4096).Select(token => (1f, (int[])[token]))]) },
        { "a floor that is no probability", Phrases.One(float.NaN, (0.5f, [1])) },
        { "a floor beyond what is left", Phrases.One(0.6f, (0.5f, [1])) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_NoDistribution_IsInvalidResponse(string what, PhraseDistributions answer)
    {
        var refused = Assert.Throws<SynapseException>(() => Check(answer));

        Assert.True(refused.ReturnCode == ReturnCode.InvalidResponse, what);
    }

    [Theory] // asked for 4096
    [InlineData(0)]
    [InlineData(4097)]
    public void Check_AnotherNumberOfPhrases_IsRefused(int phrases)
    {
        var answer = phrases == 0
            ? new PhraseDistributions(1, 0, [], [0], [], [0])
            : Phrases.One(0, [.. Enumerable.Range(0, phrases).Select(token => (1e-4f, (int[])[token]))]);

        Assert.Equal(ReturnCode.ResponseShapeException, Assert.Throws<SynapseException>(() => Check(answer)).ReturnCode);
    }

    [Property] // all mass that an answer may have and a thousandth more, which rounding may make, is still normalized to one
    public bool Loss_MassJustAboveOne_GainsNothing(byte share)
    {
        var p = (share + 1) / 257f;
        var honest = Loss(Phrases.One(0, (p, [1]), (1 - p, [9])), Target);
        return Loss(Check(Phrases.One(0, (p, [1]), (1 - p + 0.0009f, [9]))), Target) >= honest - 1e-6;
    }

    [Property]
    public bool Loss_PhraseListedTwice_IsThatOfListingItOnce(byte first, byte second)
    {
        var (p, q) = (first / 600f, second / 600f);
        var twice = Loss(Phrases.One(1e-7f, (p, [1, 2]), (q, [1, 2]), (0.1f, [9])), Target);
        var once = Loss(Phrases.One(1e-7f, (p + q, [1, 2]), (0f, [1, 2]), (0.1f, [9])), Target);
        return Math.Abs(twice - once) < 1e-5;
    }

    [Property] // every beginning of the right continuation matches, but a unit of mass counts once wherever it is put
    public bool Loss_MassSpreadOverBeginnings_IsNoBetterThanOnTheFirstToken(byte[] shares)
    {
        var parts = shares.Take(4).Select(share => share / 1100f).ToArray();
        var rest = (0.95f - parts.Sum(), (int[])[9]);
        var spread = Phrases.One(1e-6f, [.. parts.Select((part, length) => (part, Target[..(length + 1)])), rest]);
        var plain = Phrases.One(1e-6f, [(parts.Sum(), [1]), .. parts.Skip(1).Select(_ => (0f, (int[])[8])), rest]);
        return parts.Length == 0 || Loss(spread, Target) >= Loss(plain, Target) - 2e-5;
    }

    [Property]
    public bool Loss_PhraseLongerThanTheContinuation_IsThatOfTheContinuation(byte share, byte more)
    {
        var p = share / 300f;
        int[] longer = [.. Target, .. Enumerable.Repeat(7, more % 30)];
        return Loss(Phrases.One(0, (p, longer), (1 - p, [9])), Target) == Loss(Phrases.One(0, (p, Target), (1 - p, [9])), Target);
    }

    [Fact] // nothing listed but what cannot follow, and all the rest in the floor: that of guessing, ln 50256 = 10.82
    public void Loss_EverythingInTheFloor_IsThatOfGuessing() =>
        Assert.Equal(Math.Log(50256), Loss(Phrases.One(1f / 50256, (0f, [9])), Target), 1e-4);

    [Property] // the floor counts for 50256 tokens: what it gains where the target is not listed, it costs where it is
    public bool Loss_FloorInflated_CostsMoreThanItGains(byte share, byte floor)
    {
        var p = (share + 1) / 300f;
        var honest = Phrases.One((1 - p) / 50256, (p, [1]));
        var inflated = Phrases.One((1 - p) * (floor + 1) / 256, (p, [1]));
        double Expected(PhraseDistributions answer) => (p * Loss(answer, 1)) + ((1 - p) * Loss(answer, 2));
        return Expected(Check(inflated)) >= Expected(honest) - 1e-5;
    }

    [Fact] // the reference grants a floor for each of eight prefixes then: 2.08 nats for one phrase that costs nothing
    public void Loss_OneLongPhraseListed_GainsNothing()
    {
        int[] target = [1, 2, 3, 4, 5, 6, 7, 8];
        var plain = Phrases.One(1e-6f, (0.9f, [20]), (0f, [30]));
        var withLong = Phrases.One(1e-6f, (0.9f, [20]), (0f, [30, 31, 32, 33, 34, 35, 36, 37]));

        Assert.Equal(Loss(plain, target), Loss(withLong, target), 1e-12);
        Assert.Equal(Math.Log(8), PhraseLoss.PerTask(plain, [target]).Mean.Loss - PhraseLoss.PerTask(withLong, [target]).Mean.Loss, 1e-6);
    }

    [Property] // whatever phrases say, no answer loses less than one that gives its first tokens' probabilities outright
    public bool Loss_AnyPhrases_IsNoBetterThanTheirFirstTokens(byte[] draws)
    {
        var answer = AnyAnswer(draws);
        var floor = answer.Floors[0] / (answer.Probabilities.Sum(p => (double)p) + ((50257 - answer.TopK) * (double)answer.Floors[0]));
        var losses = PhraseLoss.PerTask(answer, [Target], PhraseLoss.FairFloors).Mean;
        return losses.Loss >= -Math.Log(Math.Min(1, Math.Exp(-losses.LossVal) + floor)) - 1e-9;
    }

    [Property] // the expected loss is lowest for what the model really holds probable (Gibbs): fewer phrases, sharper or flatter ones cost
    public bool Loss_AnotherAnswerThanBelieved_CostsInExpectation(byte[] belief, byte[] draws)
    {
        var truth = Believed(belief);
        var honest = Phrases.One(0, [.. truth.Select((p, token) => ((float)p, (int[])[token]))]);
        var other = AnyAnswer(draws);
        double Expected(PhraseDistributions answer) => truth.Select((p, token) => p * Loss(answer, token)).Sum();
        return Expected(honest) <= Expected(other) + 1e-4;
    }

    /// <summary>A distribution over tokens 0 to 5.</summary>
    private static double[] Believed(byte[] belief)
    {
        double[] shares = [.. belief.Concat(new byte[6]).Take(6).Select(share => share + 1d)];
        return [.. shares.Select(share => share / shares.Sum())];
    }

    /// <summary>Up to eight phrases over tokens 0 to 5 with any probabilities that sum to 0.9 at most, and some floor.</summary>
    private static PhraseDistributions AnyAnswer(byte[] draws)
    {
        (float, int[])[] phrases = [.. draws.Chunk(3).Take(8).Select(draw =>
            (draw[0] / 255f * 0.9f / 8, (int[])[.. draw.Skip(1).Select(token => token % 6)])), (0.001f, [draws.Length % 6])];
        return Check(Phrases.One((draws.Length % 5) * 2e-7f, phrases));
    }
}
