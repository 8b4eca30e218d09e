using Bittensor.Engine.Decoding;
using Bittensor.Tokenization;

namespace Bittensor.Engine.Models;

/// <summary>A loaded, checked and warmed-up model folder.</summary>
public interface ILanguageModel
{
    /// <summary>What it is and can do.</summary>
    ModelDescription Description { get; }

    /// <summary>The model's own tokenizer.</summary>
    ITextTokenizer Tokenizer { get; }

    /// <summary>Ids that end, pad and begin a generated text.</summary>
    GenerationDefaults GenerationDefaults { get; }

    /// <summary>Runs rows through the model once. Requests that come close together share passes; none sees the others. Many rows run
    /// in parts, one read while the next is computed: memory holds the logits of few passes.</summary>
    /// <param name="rows">Rows of the model's own token ids, each at least one, of any lengths.</param>
    /// <param name="read">
    /// Called for each part, on another thread, while its output is alive; by several threads at once where there are several parts.
    /// Together they have each row once. Its exceptions reach only this caller.
    /// </param>
    /// <param name="cancellationToken">Gives the request up; a <paramref name="read"/> that has begun ends first. Others are not
    /// disturbed.</param>
    /// <exception cref="EngineException">No rows or an empty one (<see cref="EngineFault.NoTokens"/>), an id outside the vocabulary
    /// (<see cref="EngineFault.UnknownToken"/>), a row longer than the context (<see cref="EngineFault.ContextExceeded"/>), too many
    /// tokens (<see cref="EngineFault.TooManyTokens"/>), too many requests (<see cref="EngineFault.QueueFull"/>), a pass that did not
    /// end in time (<see cref="EngineFault.TimedOut"/>) or failed (<see cref="EngineFault.GraphFailed"/>).</exception>
    Task ForwardAsync(IReadOnlyList<int[]> rows, Action<ForwardOutput> read, CancellationToken cancellationToken);

    /// <summary>Runs prompts through the model and keeps their keys and values for the steps that follow. Computes on the calling thread.</summary>
    /// <param name="prompts">Rows of the model's own token ids, each at least one, of any lengths.</param>
    /// <param name="cancellationToken">Leaves before the next pass.</param>
    /// <returns>The session, its first logits ready.</returns>
    /// <exception cref="EngineException">As for <see cref="ForwardAsync"/>.</exception>
    IDecodingSession StartDecoding(IReadOnlyList<int[]> prompts, CancellationToken cancellationToken);
}
