namespace Bittensor.Engine.Generation;

/// <summary>How a text is continued, with the options and semantics of Hugging Face <c>generate</c>.</summary>
public sealed record GenerationOptions
{
    /// <summary>New tokens at most; 1 or more. The end token counts.</summary>
    public int MaxNewTokens { get; init; } = 20;

    /// <summary>Beams; 1 (default) is greedy search or sampling.</summary>
    public int NumBeams { get; init; } = 1;

    /// <summary>Groups of beams; divides <see cref="NumBeams"/>. 1 by default.</summary>
    public int NumBeamGroups { get; init; } = 1;

    /// <summary>No n-gram of this many tokens, the prompt's included, comes twice; 0 (default) turns it off.</summary>
    public int NoRepeatNgramSize { get; init; }

    /// <summary>Whether beam search ends with <see cref="NumBeams"/> finished candidates (true), or once no open beam can be
    /// better than the worst of them, judged by its present length (false, default).</summary>
    public bool EarlyStopping { get; init; }

    /// <summary>Answers a prompt, R. More than 1 needs sampling or as many beams.</summary>
    public int NumReturnSequences { get; init; } = 1;

    /// <summary>Draws tokens instead of taking the most probable.</summary>
    public bool DoSample { get; init; }

    /// <summary>When sampling, only the K most probable tokens; 0 turns it off, 50 by default.</summary>
    public int TopK { get; init; } = 50;

    /// <summary>When sampling, only the smallest set of most probable tokens that reaches this probability; (0,1], 1 by default.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>When sampling, divides the logits; above 0, 1 by default.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Above 1 makes tokens that are already there less likely; above 0, 1 by default (Keskar et al. 2019,
    /// arXiv:1909.05858).</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>A finished beam's score is its log-probability over the number of new tokens to this power; 1 by default.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>Time after which no token is begun; what is there by then is the answer. Null (default) sets no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Seed of the sampling. The draws of a prompt follow from it alone, in any batch.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the model goes on beyond its context by dropping the oldest tokens; if not (default), a full row ends.</summary>
    public bool SlidesContext { get; init; }

    /// <summary>Beams of one group.</summary>
    internal int BeamsPerGroup => NumBeams / NumBeamGroups;

    /// <summary>Checks what depends on several options, as <c>generate</c> does.</summary>
    /// <exception cref="EngineException">Options contradict each other; <see cref="EngineFault.ContradictoryOptions"/>.</exception>
    public void Validate()
    {
        if (NumBeams % NumBeamGroups != 0)
        {
            throw Invalid($"num_beam_groups is {NumBeamGroups}; expected a divisor of num_beams, {NumBeams}.");
        }

        if (NumBeamGroups > 1 && DoSample)
        {
            throw Invalid($"num_beam_groups is {NumBeamGroups} and do_sample is true; expected one group, or no sampling.");
        }

        if (NumBeams > 1 && NumReturnSequences > NumBeams)
        {
            throw Invalid($"num_return_sequences is {NumReturnSequences}; expected at most num_beams, {NumBeams}.");
        }

        if (NumBeams == 1 && NumReturnSequences > 1 && !DoSample)
        {
            throw Invalid($"num_return_sequences is {NumReturnSequences}; expected 1, since greedy search has one answer.");
        }
    }

    private static EngineException Invalid(string message) => new(EngineFault.ContradictoryOptions, message);
}
