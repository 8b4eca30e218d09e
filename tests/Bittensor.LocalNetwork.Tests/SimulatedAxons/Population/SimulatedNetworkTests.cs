using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;
using Bittensor.LocalNetwork.SimulatedAxons.Population;

namespace Bittensor.LocalNetwork.Tests.SimulatedAxons.Population;

public sealed class SimulatedNetworkTests
{
    [Fact]
    public void Of_SixtyFourAxons_HasEveryBehaviour()
    {
        var axons = SimulatedNetwork.Of(64, seed: 1).Axons;

        Assert.Equal(BehaviourMix.All.Select(behaviour => behaviour.Name).Order(), axons.Select(axon => axon.Behaviour.Name).Distinct().Order());
    }

    [Fact]
    public void Of_ManyAxons_EightCopiesShareAModelAndItsLoss()
    {
        var copies = SimulatedNetwork.Of(256, seed: 1).Axons.Where(axon => axon.Behaviour == BehaviourMix.Copy).GroupBy(axon => axon.Model).ToArray();

        Assert.Equal([8, 8, 8, 8], copies.Select(model => model.Count()));
        Assert.All(copies, model => Assert.Single(model.Select(axon => axon.Loss).Distinct()));
        Assert.Equal(4, copies.Select(model => model.First().Loss).Distinct().Count());
    }

    [Fact]
    public void Of_SameSeed_IsTheSameAndAnotherSeedIsNot()
    {
        double[] Losses(int seed) => [.. SimulatedNetwork.Of(64, seed).Axons.Select(axon => axon.Loss)];

        Assert.Equal(Losses(1), Losses(1));
        Assert.NotEqual(Losses(1), Losses(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Of_FewAxons_AreHonest(int count) =>
        Assert.All(SimulatedNetwork.Of(count, seed: 1).Axons, axon => Assert.True(axon.Behaviour.IsHonest));
}
