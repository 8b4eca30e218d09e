using Bittensor.Scoring;

namespace Bittensor.Experiments;

/// <summary>Trains the decoder of one axon and looks at it now and then.</summary>
/// <param name="axon">The axon.</param>
/// <param name="vocabulary">Tokens that the decoder tells apart.</param>
internal sealed class DecoderTraining(SampleAxon axon, ReducedVocabulary vocabulary)
{
    /// <summary>Rounds of training after which the decoder is looked at; the last ones see the training rounds again.</summary>
    public static IReadOnlyList<int> Checkpoints { get; } = [2, 8, 32, 96];

    /// <summary>The decoder.</summary>
    public AxonDecoder Decoder { get; } = new(axon.Test[0].ReadHiddenStates().Length / (Tasks.PerRound * Tasks.Shown), vocabulary);

    /// <summary>Trains up to the last checkpoint.</summary>
    /// <returns>Losses over the test tasks at each checkpoint; shape [checkpoints][tasks].</returns>
    public LossMeasures[][] Run()
    {
        var training = axon.Training.Select(round => (round.Tasks, States: round.ReadHiddenStates())).ToArray();
        var test = axon.Test.Select(round => (round.Tasks, States: round.ReadHiddenStates())).ToArray();
        var found = new List<LossMeasures[]>();
        for (var round = 0; found.Count < Checkpoints.Count; round++)
        {
            var (tasks, states) = training[round % training.Length];
            Decoder.Train(states, tasks);
            if (Checkpoints[found.Count] == round + 1)
            {
                found.Add([.. test.SelectMany(seen => Decoder.Losses(seen.States, seen.Tasks))]);
            }
        }

        return [.. found];
    }
}
