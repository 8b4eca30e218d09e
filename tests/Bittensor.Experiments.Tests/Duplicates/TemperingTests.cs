using Bittensor.Protocol;

namespace Bittensor.Experiments.Tests.Duplicates;

public sealed class TemperingTests
{
    private static readonly PhraseDistributions Answer = new(1, 2, [5, 6], [0, 1, 2], [0.6f, 0.2f], [0.2f / 50255]);

    [Fact]
    public void Apply_One_ChangesNothing()
    {
        var same = Tempering.Apply(Answer, 1);

        Assert.Equal(0.6, same.Probabilities[0], 1e-5);
        Assert.Equal(Answer.Floors[0], same.Floors[0], 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Apply_Any_RaisesRatiosToTheInverseAndSumsToOne(double temperature)
    {
        var changed = Tempering.Apply(Answer, temperature);

        Assert.Equal(Math.Pow(3, 1 / temperature), changed.Probabilities[0] / changed.Probabilities[1], 1e-3);
        Assert.Equal(1, changed.Probabilities.Sum() + (50255.0 * changed.Floors[0]), 1e-4);
    }
}
