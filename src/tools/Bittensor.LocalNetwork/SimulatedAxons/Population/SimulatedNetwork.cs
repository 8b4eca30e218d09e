using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

namespace Bittensor.LocalNetwork.SimulatedAxons.Population;

/// <summary>All axons of a simulation.</summary>
/// <param name="axons">The axons by index.</param>
public sealed class SimulatedNetwork(IReadOnlyList<SimulatedAxon> axons)
{
    /// <summary>Axons that serve one and the same model.</summary>
    public const int CopiesOfAModel = 8;

    /// <summary>Long-run losses of the best and the worst model, in nats: above the scaling law's floor of 1.69, so that no two
    /// of them count the same.</summary>
    private const double BestLoss = 2.2, WorstLoss = 6.2;

    private const double ShortestLatency = 0.02, LongestLatency = 0.2;

    /// <summary>The axons by index.</summary>
    public IReadOnlyList<SimulatedAxon> Axons { get; } = axons;

    /// <summary>Draws the axons: qualities evenly over their range, in an order that has nothing to do with their index.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Chance.</param>
    public static SimulatedNetwork Of(int count, int seed)
    {
        var random = new Random(seed);
        double[] losses = [.. Enumerable.Range(0, count).Select(rank => BestLoss + ((WorstLoss - BestLoss) * (rank + 0.5) / count))];
        IBehaviour[] behaviours = [.. Enumerable.Range(0, count).Select(BehaviourMix.OfRank)];
        random.Shuffle(losses);
        random.Shuffle(behaviours);
        var models = ModelsOf(behaviours);
        return new([.. behaviours.Select((behaviour, index) =>
            new SimulatedAxon(index, behaviour, models[index], losses[models[index]], LatencyOf(random)))]);
    }

    /// <summary>Everybody has a model of their own, named by their index; copies share that of the first of them.</summary>
    private static int[] ModelsOf(IBehaviour[] behaviours)
    {
        int[] models = [.. Enumerable.Range(0, behaviours.Length)];
        var copies = models.Where(index => behaviours[index] == BehaviourMix.Copy).ToArray();
        foreach (var group in copies.Chunk(CopiesOfAModel))
        {
            Array.ForEach(group, index => models[index] = group[0]);
        }

        return models;
    }

    private static TimeSpan LatencyOf(Random random) =>
        TimeSpan.FromSeconds(ShortestLatency + (random.NextDouble() * (LongestLatency - ShortestLatency)));
}
