namespace Bittensor.Experiments.Tests.Embeddings;

public sealed class AxonDecoderTests
{
    /// <summary>Tokens 0 and 1 in turn; the state at each position is one of two, by the token that follows.</summary>
    private static readonly int[] Alternating = [.. Enumerable.Range(0, Tasks.Shown + Tasks.HeldBack).Select(position => position % 2)];

    private static readonly float[] Telling =
        [.. Enumerable.Range(0, Tasks.Shown).SelectMany(position => position % 2 == 0 ? new float[] { 0, 1 } : [1, 0])];

    [Fact]
    public void Losses_BeforeTraining_AreThoseOfGuessingAClass()
    {
        var losses = new AxonDecoder(2, new(Alternating)).Losses(Telling, [Alternating]);

        Assert.Equal(Math.Log(3), Assert.Single(losses).Loss, 1e-6);
    }

    [Fact]
    public void Losses_AfterTraining_FallAtEveryPositionAndAtTheHeldBackToken()
    {
        var decoder = new AxonDecoder(2, new(Alternating));
        for (var round = 0; round < 4000; round++)
        {
            decoder.Train(Telling, [Alternating]);
        }

        var losses = Assert.Single(decoder.Losses(Telling, [Alternating]));
        Assert.InRange(losses.Loss, 0, 0.1);
        Assert.InRange(losses.LossVal, 0, 0.1);
    }

    [Fact]
    public void Train_Again_GivesTheSameLosses()
    {
        double[] runs = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var decoder = new AxonDecoder(2, new(Alternating));
            decoder.Train(Telling, [Alternating]);
            return decoder.Losses(Telling, [Alternating])[0].Loss;
        })];

        Assert.Equal(runs[0], runs[1]);
    }
}
