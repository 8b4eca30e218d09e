using Bittensor.Tokenization;

namespace Bittensor.Inference.Models;

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
    /// <exception cref="Protocol.SynapseException">No rows or an empty one (EmptyRequest); an id outside the vocabulary, a row
    /// longer than the context, too many tokens (InvalidRequest); too many requests wait (NucleusFull); a pass did not end in
    /// time (NucleusTimeout).</exception>
    Task ForwardAsync(IReadOnlyList<int[]> rows, Action<ForwardOutput> read, CancellationToken cancellationToken);

    /// <summary>Runs prompts through the model and keeps their keys and values for the steps that follow. Computes on the calling thread.</summary>
    /// <param name="prompts">Rows of the model's own token ids, each at least one, of any lengths.</param>
    /// <param name="cancellationToken">Leaves before the next pass.</param>
    /// <returns>The session, its first logits ready.</returns>
    /// <exception cref="Protocol.SynapseException">As for <see cref="ForwardAsync"/>.</exception>
    IDecodingSession StartDecoding(IReadOnlyList<int[]> prompts, CancellationToken cancellationToken);
}
