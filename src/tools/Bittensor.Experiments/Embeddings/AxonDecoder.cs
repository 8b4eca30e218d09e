using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Experiments;

/// <summary>What a validator had to keep for each axon before the update: a decoder of its hidden states, trained round by
/// round.</summary>
internal sealed class AxonDecoder
{
    private const float LearningRate = 1e-3f;

    private readonly ReducedVocabulary _vocabulary;
    private readonly SoftmaxRegression _layer;
    private readonly Adam _optimizer;
    private readonly int _width;

    /// <summary>A decoder that knows nothing.</summary>
    /// <param name="width">The axon's hidden width, H.</param>
    /// <param name="vocabulary">Tokens that it tells apart.</param>
    public AxonDecoder(int width, ReducedVocabulary vocabulary)
    {
        _width = width;
        _vocabulary = vocabulary;
        _layer = new(width, vocabulary.Classes);
        _optimizer = new(_layer.Weights.Length, LearningRate);
    }

    /// <summary>Learns from a round: one step a task, all of whose positions are known by then.</summary>
    /// <param name="states">The axon's hidden states, row-major [B,S,H].</param>
    /// <param name="tasks">The round's tasks.</param>
    public void Train(ReadOnlySpan<float> states, int[][] tasks)
    {
        for (var item = 0; item < tasks.Length; item++)
        {
            _optimizer.Step(_layer.Weights, _layer.Gradient(StatesOf(states, item), Targets(tasks[item])));
        }
    }

    /// <summary>Losses of a round as TextCausalLM has them: the mean over the shown positions, and at the held-back token.</summary>
    /// <param name="states">The axon's hidden states, row-major [B,S,H].</param>
    /// <param name="tasks">The round's tasks.</param>
    /// <returns>In nats per standard token; shape [tasks].</returns>
    public LossMeasures[] Losses(ReadOnlySpan<float> states, int[][] tasks)
    {
        var measures = new LossMeasures[tasks.Length];
        for (var item = 0; item < tasks.Length; item++)
        {
            var losses = _layer.Losses(StatesOf(states, item), Targets(tasks[item]));
            for (var position = 0; position < losses.Length; position++)
            {
                losses[position] += _vocabulary.LossWithinClass(tasks[item][position + 1]);
            }

            measures[item] = new(losses[..^1].Average(), losses[^1]);
        }

        return measures;
    }

    private ReadOnlySpan<float> StatesOf(ReadOnlySpan<float> states, int item) =>
        states.Slice(item * Tasks.Shown * _width, Tasks.Shown * _width);

    private int[] Targets(int[] task) => [.. task[1..(Tasks.Shown + 1)].Select(_vocabulary.ClassOf)];
}
