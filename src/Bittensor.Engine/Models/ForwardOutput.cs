using Bittensor.Engine.Scheduling;

namespace Bittensor.Engine.Models;

/// <summary>Output of a forward pass for the rows of one request, or for some that follow each other. It lives only while the
/// caller's <c>read</c> runs; several threads may read it at once.</summary>
/// <remarks>Rows have their numbers in the request. Positions count from the start of the row as it was asked for. A row cut by
/// <see cref="PromptTruncation.Left"/> has only the positions from <see cref="FirstPosition"/> on.</remarks>
public abstract class ForwardOutput
{
    /// <summary>First row that is here.</summary>
    public virtual int FirstRow => 0;

    /// <summary>Number of rows that are here.</summary>
    public abstract int Rows { get; }

    /// <summary>Length of a row as it was asked for, in tokens.</summary>
    /// <param name="row"><see cref="FirstRow"/> to <see cref="FirstRow"/> + <see cref="Rows"/> - 1.</param>
    public abstract int Length(int row);

    /// <summary>First position that was computed: 0, or how many tokens were cut from the left.</summary>
    /// <param name="row"><see cref="FirstRow"/> to <see cref="FirstRow"/> + <see cref="Rows"/> - 1.</param>
    public abstract int FirstPosition(int row);

    /// <summary>Unnormalized log-probabilities of the token after a position; shape [VocabularySize].</summary>
    /// <param name="row"><see cref="FirstRow"/> to <see cref="FirstRow"/> + <see cref="Rows"/> - 1.</param>
    /// <param name="position"><see cref="FirstPosition"/> to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or position.</exception>
    public abstract ReadOnlySpan<float> Logits(int row, int position);

    /// <summary>Last hidden state at a position; shape [HiddenSize].</summary>
    /// <param name="row"><see cref="FirstRow"/> to <see cref="FirstRow"/> + <see cref="Rows"/> - 1.</param>
    /// <param name="position"><see cref="FirstPosition"/> to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or position.</exception>
    /// <exception cref="EngineException">The graph gives no hidden states; <see cref="EngineFault.NoHiddenStates"/>.</exception>
    public abstract ReadOnlySpan<float> HiddenState(int row, int position);
}
