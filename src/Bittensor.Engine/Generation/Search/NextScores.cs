using System.Numerics.Tensors;
using Bittensor.Engine.Generation.Logits;
using Bittensor.Engine.TopK;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Scores of a row's next token, after all processors. One buffer for all rows of a call.</summary>
/// <param name="processors">What changes the scores, in order.</param>
/// <param name="vocabularySize">V.</param>
internal sealed class NextScores(IReadOnlyList<ILogitsProcessor> processors, int vocabularySize)
{
    private readonly float[] _scores = new float[vocabularySize];

    /// <summary>Processes logits as they are: greedy search and sampling.</summary>
    /// <returns>Scores [V], valid until the next call.</returns>
    /// <exception cref="EngineException">A logit is NaN or positive infinity (<see cref="EngineFault.NotFinite"/>).</exception>
    public ReadOnlySpan<float> OfLogits(ReadOnlySpan<float> logits, ReadOnlySpan<int> tokens)
    {
        CheckNumbers(logits);
        logits.CopyTo(_scores);
        return Process(tokens);
    }

    /// <summary>Processes log-probabilities: beam search.</summary>
    /// <returns>Scores [V], valid until the next call.</returns>
    /// <exception cref="EngineException">A logit is NaN or positive infinity (<see cref="EngineFault.NotFinite"/>).</exception>
    public ReadOnlySpan<float> OfLogProbabilities(ReadOnlySpan<float> logits, ReadOnlySpan<int> tokens)
    {
        TensorPrimitives.Subtract(logits, LogSumExp.Of(logits).Value, _scores);
        return Process(tokens);
    }

    private Span<float> Process(ReadOnlySpan<int> tokens)
    {
        foreach (var processor in processors)
        {
            processor.Process(tokens, _scores);
        }

        return _scores;
    }

    private static void CheckNumbers(ReadOnlySpan<float> logits)
    {
        LogSumExp.CheckMax(TensorPrimitives.Max(logits));
    }
}
