namespace Bittensor.Experiments;

/// <summary>The validator's work before the update, hidden states and a decoder for each axon, beside the work after it.</summary>
internal sealed class LogitsAgainstEmbeddings : IExperiment
{
    private static readonly int[] TaskCounts = [1, 2, 4, 8, 16, 32];

    /// <inheritdoc/>
    public string Name => "logits-against-embeddings";

    /// <inheritdoc/>
    public ExperimentReport Run(SampleNetwork network)
    {
        var vocabulary = new ReducedVocabulary(network.Axons[0].Training.SelectMany(round => round.Tasks).SelectMany(task => task));
        DecoderTraining[] trainings = [.. network.Axons.Select(axon => new DecoderTraining(axon, vocabulary))];
        var decoded = trainings.AsParallel().AsOrdered().Select(training => training.Run()).ToArray();

        Method[] methods =
        [
            .. DecoderTraining.Checkpoints.Select((rounds, index) => new Method(
                $"decoder after {rounds} rounds", [.. decoded.Select(axon => axon[index].Select(task => task.Loss).ToArray())], IsHeldBack: false)),
            new("TextCausalLM", [.. network.Axons.Select(axon => axon.Test.SelectMany(Losses.OfCausalLM).ToArray())], IsHeldBack: false),
            new(
                $"decoder after {DecoderTraining.Checkpoints[^1]} rounds, held-back token",
                [.. decoded.Select(axon => axon[^1].Select(task => task.LossVal).ToArray())],
                IsHeldBack: true),
            new(
                "TextCausalLMNext",
                [.. network.Axons.Select(axon => axon.Test.SelectMany(round => Losses.OfNext(round.ReadNext(), round)).ToArray())],
                IsHeldBack: true),
        ];
        CostRow[] costs = [.. network.Axons.Zip(trainings, (axon, training) => CostRow.Measure(axon, training.Decoder))];
        return new LogitsReport(network, vocabulary, methods, costs, TaskCounts).Write();
    }
}
