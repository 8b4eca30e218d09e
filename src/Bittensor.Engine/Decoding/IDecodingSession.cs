using Bittensor.Engine.Scheduling;

namespace Bittensor.Engine.Decoding;

/// <summary>Rows that grow by one token a step. Not for several threads at once; sessions of one model may run side by side.</summary>
public interface IDecodingSession : IDisposable
{
    /// <summary>Rows now.</summary>
    int Rows { get; }

    /// <summary>Tokens a row has now: those of its prompt that were kept, and those added.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    int Length(int row);

    /// <summary>Unnormalized log-probabilities of the token after the last of a row; shape [VocabularySize]. Valid until the next
    /// <see cref="Step"/>.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    ReadOnlySpan<float> Logits(int row);

    /// <summary>Replaces the rows: new row i continues old row parents[i] with tokens[i]. Rows may be repeated, dropped and reordered.</summary>
    /// <param name="parents">Old rows, 0 to <see cref="Rows"/> - 1; at least one.</param>
    /// <param name="tokens">One token for each of <paramref name="parents"/>, 0 to VocabularySize - 1.</param>
    /// <param name="cancellationToken">Leaves before the pass; the session can then only be disposed of.</param>
    /// <exception cref="EngineException">A row would outgrow the context (<see cref="EngineFault.ContextExceeded"/>), unless
    /// <see cref="PromptTruncation.Left"/> is set: then rows go on from their last three quarters of a context.</exception>
    void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens, CancellationToken cancellationToken);
}
