using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Experiments;

/// <summary>Trains the decoder of one axon and looks at it now and then.</summary>
/// <param name="axon">The axon.</param>
/// <param name="vocabulary">Tokens that the decoder tells apart.</param>
/// <param name="repeats">How often the axon repeats each of its states: 1 is honest, more looks like a wider model.</param>
internal sealed class DecoderTraining(SampleAxon axon, ReducedVocabulary vocabulary, int repeats = 1)
{
    /// <summary>Rounds of training after which the decoder is looked at, each with text of its own.</summary>
    public static IReadOnlyList<int> Checkpoints { get; } = [2, 8, 32, 128];

    /// <summary>The decoder.</summary>
    public AxonDecoder Decoder { get; } =
        new(repeats * axon.Test[0].ReadHiddenStates().Length / (Tasks.PerRound * Tasks.Shown), vocabulary);

    /// <summary>Trains up to the last checkpoint.</summary>
    /// <returns>Losses over the test tasks at each checkpoint; shape [checkpoints][tasks].</returns>
    public LossMeasures[][] Run()
    {
        var found = new List<LossMeasures[]>();
        for (var round = 0; found.Count < Checkpoints.Count; round++)
        {
            Decoder.Train(StatesOf(axon.Training[round]), axon.Training[round].Tasks);
            if (Checkpoints[found.Count] == round + 1)
            {
                found.Add([.. axon.Test.SelectMany(test => Decoder.Losses(StatesOf(test), test.Tasks))]);
            }
        }

        return [.. found];
    }

    private float[] StatesOf(RoundAnswers round)
    {
        var states = round.ReadHiddenStates();
        var width = states.Length / (round.Tasks.Length * Tasks.Shown);
        return repeats == 1 ? states : [.. states.Chunk(width).SelectMany(state => Enumerable.Repeat(state, repeats)).SelectMany(state => state)];
    }
}
