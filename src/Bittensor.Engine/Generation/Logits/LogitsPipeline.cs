namespace Bittensor.Engine.Generation.Logits;

/// <summary>The processors that the options ask for, in the order of Hugging Face: penalties, then temperature, top-k, top-p.</summary>
internal static class LogitsPipeline
{
    /// <summary>Builds the pipeline of one call.</summary>
    /// <param name="options">Options of the call.</param>
    /// <param name="vocabularySize">V.</param>
    /// <param name="endTokens">Tokens that end a text; beam sampling keeps one token more than those.</param>
    public static ILogitsProcessor[] For(GenerationOptions options, int vocabularySize, int endTokens) =>
        [.. Penalties(options, vocabularySize), .. Warpers(options, endTokens)];

    private static IEnumerable<ILogitsProcessor> Penalties(GenerationOptions options, int vocabularySize)
    {
        if (options.RepetitionPenalty != 1)
        {
            yield return new RepetitionPenalty((float)options.RepetitionPenalty, vocabularySize);
        }

        if (options.NoRepeatNgramSize > 0)
        {
            yield return new NoRepeatNgram(options.NoRepeatNgramSize);
        }
    }

    private static IEnumerable<ILogitsProcessor> Warpers(GenerationOptions options, int endTokens)
    {
        if (!options.DoSample)
        {
            yield break;
        }

        var keep = 1;
        if (options.NumBeams > 1)
        {
            keep += Math.Max(1, endTokens);
        }

        if (options.Temperature != 1)
        {
            yield return new TemperatureWarper((float)options.Temperature);
        }

        if (options.TopK > 0)
        {
            yield return new TopKWarper(Math.Max(options.TopK, keep));
        }

        if (options.TopP < 1)
        {
            yield return new TopPWarper(options.TopP, keep);
        }
    }
}

/// <summary>Changes the scores of the next token. Used by one thread at a time.</summary>
internal interface ILogitsProcessor
{
    /// <summary>Changes the scores in place.</summary>
    /// <param name="tokens">The row so far: prompt and new tokens.</param>
    /// <param name="scores">Logits or log-probabilities of the next token; shape [V]. Negative infinity rules a token out.</param>
    void Process(ReadOnlySpan<int> tokens, Span<float> scores);
}
