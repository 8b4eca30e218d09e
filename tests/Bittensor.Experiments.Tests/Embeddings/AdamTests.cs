namespace Bittensor.Experiments.Tests.Embeddings;

public sealed class AdamTests
{
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(7f)]
    public void Step_First_IsTheLearningRateAgainstTheSignWhateverTheSlope(float slope)
    {
        float[] weights = [1, 1];

        new Adam(2, 0.25f).Step(weights, [slope, -slope]);

        Assert.Equal(0.75, weights[0], 1e-3);
        Assert.Equal(1.25, weights[1], 1e-3);
    }
}
