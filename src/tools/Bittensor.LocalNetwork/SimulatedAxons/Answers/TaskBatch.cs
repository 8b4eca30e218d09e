using Bittensor.Protocol;

namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>The tasks of a round: the same for all axons, so that they are looked up once.</summary>
public sealed class TaskBatch
{
    /// <summary>Standard deviation of the difficulty of tasks, in nats.</summary>
    private const double DifficultySpread = 0.5;

    private readonly WireTensor<long> _inputs;

    private TaskBatch(WireTensor<long> inputs, int seed, IReadOnlyList<SimulatedTask> tasks)
    {
        _inputs = inputs;
        Seed = seed;
        Tasks = tasks;
    }

    /// <summary>Chance that these tasks have in common: the same ones have the same.</summary>
    public int Seed { get; }

    /// <summary>The tasks.</summary>
    public IReadOnlyList<SimulatedTask> Tasks { get; }

    /// <summary>Looks the tasks of a request up.</summary>
    /// <param name="inputs">Standard token ids; shape [B,S].</param>
    /// <param name="text">Where they come from.</param>
    /// <exception cref="ArgumentException">The text does not have one.</exception>
    public static TaskBatch Of(WireTensor<long> inputs, HeldOutText text)
    {
        var prompts = inputs.Values.Select(id => (int)id).Chunk(inputs.Shape[1]);
        var continuations = prompts.Select(prompt => text.Continue(prompt, 2)).ToArray();
        var seed = SeedOf(inputs.Values);
        var chance = new Random(seed);
        return new(inputs, seed, [.. continuations.Select(next =>
            new SimulatedTask(next[0], next[1], DifficultySpread * Gaussian.Next(chance)))]);
    }

    /// <summary>Whether these are the tasks of a request.</summary>
    /// <param name="inputs">Standard token ids; shape [B,S].</param>
    public bool Is(WireTensor<long> inputs) =>
        inputs.Shape.AsSpan().SequenceEqual(_inputs.Shape) && inputs.Values.AsSpan().SequenceEqual(_inputs.Values);

    private static int SeedOf(long[] values) => values.Aggregate(17, (hash, value) => unchecked((hash * 31) + (int)value));
}
