using Bittensor.LocalNetwork.SimulatedAxons.Population;
using Bittensor.Protocol;

namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>Gives answers whose loss is known: the model's own, plus the task's difficulty, plus noise.</summary>
internal static class SimulatedModel
{
    /// <summary>Standard deviation of a model's loss on a task beside that of another model of the same quality, in nats. Between
    /// two of the sample models the difference has 1.2, which is this times the square root of 2.</summary>
    private const double Noise = 0.85;

    /// <summary>No task is certain.</summary>
    private const double LowestLoss = 0.02;

    /// <summary>Part of the mass beside the true continuation that is listed; the floor has the rest.</summary>
    private const double Listed = 0.9;

    /// <summary>Distance of the ids of wrong phrases: shares no factor with the vocabulary's size, so that all are different.</summary>
    private const int Stride = 7919;

    /// <summary>Losses of a model on the tasks of a round, in nats; shape [B].</summary>
    /// <param name="axon">Whose model.</param>
    /// <param name="tasks">The tasks.</param>
    public static double[] Losses(SimulatedAxon axon, TaskBatch tasks)
    {
        var chance = new Random(HashOf(axon.Model, tasks.Seed));
        return [.. tasks.Tasks.Select(task => Math.Max(LowestLoss, axon.Loss + task.Difficulty + (Noise * Gaussian.Next(chance))))];
    }

    /// <summary>The answer to a request.</summary>
    /// <remarks>Probabilities and floor sum to 1 over the vocabulary. The true continuation has exp(-loss), half of it as one
    /// token and half as two; other tokens follow Zipf's law.</remarks>
    /// <param name="axon">Whose model.</param>
    /// <param name="tasks">The tasks of the request.</param>
    /// <param name="topK">Phrases an item; 3 or more.</param>
    public static TextCausalLMNext Answer(SimulatedAxon axon, TaskBatch tasks, int topK)
    {
        var writer = new PhraseWriter(tasks.Tasks.Count, topK);
        var others = ZipfLaw.Of(topK - 2);
        foreach (var (task, loss) in tasks.Tasks.Zip(Losses(axon, tasks)))
        {
            Write(writer, task, Math.Exp(-loss), others);
        }

        return new() { Phrases = writer.ToDistributions() };
    }

    private static void Write(PhraseWriter writer, SimulatedTask task, double probability, ReadOnlySpan<double> others)
    {
        var (half, scale) = ((float)(probability / 2), (1 - probability) * Listed);
        var place = 0;
        for (; place < others.Length && others[place] * scale > half; place++)
        {
            writer.Add((float)(others[place] * scale), Other(task, place));
        }

        writer.Add(half, task.First);
        writer.Add(half, task.First, task.Second);
        for (; place < others.Length; place++)
        {
            writer.Add((float)(others[place] * scale), Other(task, place));
        }

        writer.EndItem((float)((1 - probability) * (1 - Listed) / (StandardVocabulary.Size - others.Length - 2)));
    }

    /// <summary>A wrong token: never the true one.</summary>
    private static int Other(SimulatedTask task, int rank) =>
        (int)((task.First + ((rank + 1L) * Stride)) % StandardVocabulary.Size);

    private static int HashOf(int model, int tasks) => unchecked((model * (int)0x9E3779B1) ^ tasks);
}
