using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Experiments;

/// <summary>The validator's work before the update, hidden states and a decoder for each axon, beside the work after it.</summary>
internal sealed class LogitsAgainstEmbeddings : IExperiment
{
    private const int Repeats = 4;

    /// <inheritdoc/>
    public string Name => "logits-against-embeddings";

    /// <inheritdoc/>
    public ExperimentReport Run(SampleNetwork network)
    {
        var vocabulary = new ReducedVocabulary(network.Axons[0].Training.SelectMany(round => round.Tasks).SelectMany(task => task));
        DecoderTraining[] trainings =
        [
            .. network.Axons.Select(axon => new DecoderTraining(axon, vocabulary)), new(network.Axons[0], vocabulary, Repeats),
        ];
        var decoded = trainings.AsParallel().AsOrdered().Select(training => training.Run()).ToArray();
        var (honest, repeated) = (decoded[..^1], decoded[^1]);
        Method[] methods =
        [
            .. DecoderTraining.Checkpoints.Select((rounds, index) => new Method(
                $"decoder, {rounds} rounds", Column(honest, index, task => task.Loss),
                IsHeldBack: false, repeated[index].Average(task => task.Loss))),
            new("TextCausalLM", [.. network.Axons.Select(axon => axon.Test.SelectMany(Losses.OfCausalLM).ToArray())], IsHeldBack: false),
            new(
                $"decoder, {DecoderTraining.Checkpoints[^1]} rounds, next token", Column(honest, ^1, task => task.LossVal),
                IsHeldBack: true, repeated[^1].Average(task => task.LossVal)),
            new("TextCausalLMNext", [.. network.Axons.Select(NextLosses)], IsHeldBack: true),
        ];
        CostRow[] costs = [.. network.Axons.Zip(trainings, (axon, training) => CostRow.Measure(axon, training.Decoder))];
        return new LogitsReport(network, vocabulary, methods, costs).Write();
    }

    private static double[][] Column(LossMeasures[][][] decoded, Index checkpoint, Func<LossMeasures, double> loss) =>
        [.. decoded.Select(axon => axon[checkpoint].Select(loss).ToArray())];

    private static double[] NextLosses(SampleAxon axon) =>
        [.. axon.Test.SelectMany(round => Losses.OfNext(round.ReadNext(), round))];
}
