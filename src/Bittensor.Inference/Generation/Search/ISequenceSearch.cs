using Bittensor.Inference.Models;

namespace Bittensor.Inference.Generation.Search;

/// <summary>Looks for the continuations of one prompt.</summary>
internal interface ISequenceSearch
{
    /// <summary>Rows of the session that belong to this search, one after the other; 0 once it has ended.</summary>
    int Rows { get; }

    /// <summary>Reads the logits of its rows, and adds the rows it wants next to the plan; none if it ends.</summary>
    /// <param name="session">The session.</param>
    /// <param name="firstRow">First row of this search.</param>
    /// <param name="plan">Receives <see cref="Rows"/> rows, which are this search's after the step.</param>
    void Advance(IDecodingSession session, int firstRow, StepPlan plan);

    /// <summary>What was found so far, the best first.</summary>
    /// <returns>R rows of new tokens, end tokens included.</returns>
    IReadOnlyList<int[]> Sequences();
}
