namespace Bittensor.Experiments.Tests.Embeddings;

public sealed class SoftmaxRegressionTests
{
    private const int Width = 3, Classes = 4;
    private static readonly int[] Targets = [2, 0, 3, 2, 1];

    [Fact]
    public void Losses_WithoutTraining_AreThoseOfGuessing() =>
        Assert.All(new SoftmaxRegression(Width, Classes).Losses(States(), Targets), loss => Assert.Equal(Math.Log(Classes), loss, 1e-6));

    [Fact]
    public void Losses_KnownWeights_AreMinusTheLogarithmOfTheSoftmax()
    {
        var layer = new SoftmaxRegression(width: 1, classes: 2);
        layer.Weights[1] = 3; // logits 0 and 3 x 2: p = 1 / (1 + e^6) and the rest

        var losses = layer.Losses([2, 2], [0, 1]);

        Assert.Equal(Math.Log(1 + Math.Exp(6)), losses[0], 1e-5);
        Assert.Equal(Math.Log(1 + Math.Exp(-6)), losses[1], 1e-5);
    }

    [Fact]
    public void Gradient_OfEveryWeight_IsTheSlopeOfTheMeanLoss()
    {
        const float step = 1e-2f;
        var layer = new SoftmaxRegression(Width, Classes);
        var random = new Random(5);
        foreach (ref var weight in layer.Weights.AsSpan())
        {
            weight = random.NextSingle() - 0.5f;
        }

        var gradient = layer.Gradient(States(), Targets);

        for (var weight = 0; weight < layer.Weights.Length; weight++)
        {
            var before = layer.Weights[weight];
            layer.Weights[weight] = before + step;
            var above = layer.Losses(States(), Targets).Average();
            layer.Weights[weight] = before - step;
            var below = layer.Losses(States(), Targets).Average();
            layer.Weights[weight] = before;
            Assert.Equal((above - below) / (2 * step), gradient[weight], 1e-4);
        }
    }

    [Fact]
    public void Gradient_FollowedByAdam_LearnsWhatCanBeTold()
    {
        var layer = new SoftmaxRegression(width: 2, classes: 2);
        var optimizer = new Adam(layer.Weights.Length, 0.1f);
        float[] states = [1, 0, 0, 1];
        for (var step = 0; step < 200; step++)
        {
            optimizer.Step(layer.Weights, layer.Gradient(states, [0, 1]));
        }

        Assert.All(layer.Losses(states, [0, 1]), loss => Assert.InRange(loss, 0, 0.01));
    }

    private static float[] States()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Width * Targets.Length).Select(_ => (random.NextSingle() * 4) - 2)];
    }
}
