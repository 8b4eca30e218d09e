using System.Runtime.InteropServices;
using Bittensor.Engine.Decoding;
using Bittensor.Engine.Generation.Logits;
using Bittensor.Engine.Generation.Search;
using Bittensor.Engine.Models;

namespace Bittensor.Engine.Generation;

/// <summary>Continues prompts with a language model.</summary>
/// <param name="clock">Measures <see cref="GenerationOptions.MaxTime"/>.</param>
/// <remarks>
/// Where releases of Hugging Face <c>generate</c> differ, this follows the later ones: lengths count new tokens only, and
/// processors see a beam's log-probabilities before its score is added.
/// </remarks>
public sealed class TextGenerator(TimeProvider clock)
{
    /// <summary>Continues every prompt. Computes on the calling thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Rows of the model's token ids, each at least one, of any lengths; none sees the others.</param>
    /// <param name="options">How; options that contradict each other are refused.</param>
    /// <param name="cancellationToken">Gives up before the next step.</param>
    /// <returns>
    /// R rows of new tokens a prompt, prompt after prompt, the best first; each ends with an end token, at the limit of
    /// tokens, time or context, or where every token is ruled out. A prompt that fills the context gets one token. Where
    /// fewer sequences exist than were asked for, the last is repeated.
    /// </returns>
    /// <exception cref="EngineException">Options contradict each other (<see cref="EngineFault.ContradictoryOptions"/>); the
    /// model gives no numbers (<see cref="EngineFault.NotFinite"/>); as for
    /// <see cref="ILanguageModel.StartDecoding"/>.</exception>
    public IReadOnlyList<int[]> Generate(
        ILanguageModel model, IReadOnlyList<int[]> prompts, GenerationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var started = clock.GetTimestamp();
        using var session = model.StartDecoding(prompts, cancellationToken);
        var first = clock.GetElapsedTime(started);
        var searches = Searches(model, session, prompts, options);
        var plan = new StepPlan();
        var steps = 1;
        for (; Advance(searches, session, plan) && !(clock.GetElapsedTime(started) > options.MaxTime); steps++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Step(CollectionsMarshal.AsSpan(plan.Parents), CollectionsMarshal.AsSpan(plan.Tokens), cancellationToken);
        }

        int[][] rows = [.. searches.SelectMany(search => search.Sequences())];
        EngineTelemetry.RecordGeneration(
            model.Description.Name, first, clock.GetElapsedTime(started), steps, rows.Sum(row => row.Length));
        return rows;
    }

    /// <summary>Lets every search read its rows and say which it wants next.</summary>
    /// <returns>Whether any search goes on.</returns>
    private static bool Advance(ISequenceSearch[] searches, IDecodingSession session, StepPlan plan)
    {
        plan.Clear();
        var row = 0;
        foreach (var search in searches)
        {
            var rows = search.Rows;
            if (rows > 0)
            {
                search.Advance(session, row, plan);
            }

            row += rows;
        }

        return plan.Tokens.Count > 0;
    }

    private static ISequenceSearch[] Searches(
        ILanguageModel model, IDecodingSession session, IReadOnlyList<int[]> prompts, GenerationOptions options)
    {
        var endTokens = model.GenerationDefaults.EndOfSequence;
        var vocabularySize = model.Description.VocabularySize;
        var scores = new NextScores(LogitsPipeline.For(options, vocabularySize, endTokens.Count), vocabularySize);
        return [.. prompts.Select((prompt, row) => SearchFor(prompt, options, scores, Limits(row)))];

        SearchLimits Limits(int row)
        {
            if (options.SlidesContext)
            {
                return new SearchLimits(options.MaxNewTokens, endTokens);
            }

            var room = Math.Max(1, model.Description.ContextLength - session.Length(row));
            return new SearchLimits(Math.Min(options.MaxNewTokens, room), endTokens);
        }
    }

    private static ISequenceSearch SearchFor(int[] prompt, GenerationOptions options, NextScores scores, SearchLimits limits) =>
        (options.NumBeams, options.DoSample) switch
        {
            (1, false) => new TokenSearch(prompt, [new LikeliestToken()], scores, limits),
            (1, true) => new TokenSearch(prompt, Pickers(options), scores, limits),
            (_, false) => new BeamSearch(prompt, options, new LikeliestCandidates(), scores, limits),
            (_, true) => new BeamSearch(prompt, options, new DrawnCandidates(new SeededRandom(options.Seed, 0)), scores, limits),
        };

    private static IEnumerable<ITokenPicker> Pickers(GenerationOptions options) =>
        Enumerable.Range(0, options.NumReturnSequences).Select(stream => new DrawnToken(new SeededRandom(options.Seed, stream)));
}
