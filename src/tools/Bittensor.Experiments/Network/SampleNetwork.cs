using Bittensor.Protocol;
using Samples = Bittensor.SampleModels.SampleModels;

namespace Bittensor.Experiments;

/// <summary>The sample models and their answers to the same rounds.</summary>
/// <param name="Axons">The models, from the largest true loss to the smallest.</param>
internal sealed record SampleNetwork(IReadOnlyList<SampleAxon> Axons)
{
    private const int TrainingRounds = 128, TestRounds = 12, Seed = 20221212;

    /// <summary>Asks every sample model the same rounds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SampleNetwork> AskAsync(CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(Samples.HeldOutTextFolder, "*.txt").Order(StringComparer.Ordinal);
        var text = string.Concat(files.Select(File.ReadAllText));
        var rounds = Tasks.Draw(text, TrainingRounds + TestRounds, Seed);
        var axons = new List<SampleAxon>();
        foreach (var name in Samples.Names)
        {
            axons.Add(await AskAsync(name, rounds, cancellationToken));
        }

        return new([.. axons.OrderByDescending(axon => axon.Card.HeldOutNatsPerGpt2Token)]);
    }

    private static async Task<SampleAxon> AskAsync(string name, int[][][] rounds, CancellationToken cancellationToken)
    {
        using var axon = await InProcessAxon.StartAsync(Samples.Folder(name), cancellationToken);
        var answers = new List<RoundAnswers>();
        foreach (var (index, round) in rounds.Index())
        {
            // What decoders are trained on needs no distributions at every position.
            Synapse[] synapses = index < TrainingRounds ? [new TextLastHiddenState(), new TextCausalLMNext()]
                : [new TextLastHiddenState(), new TextCausalLM(), new TextCausalLMNext()];
            answers.Add(await axon.AnswerAsync(round, synapses, cancellationToken));
        }

        return new(name, TrainingCard.Read(Samples.Folder(name)), answers[..TrainingRounds], answers[TrainingRounds..]);
    }
}
