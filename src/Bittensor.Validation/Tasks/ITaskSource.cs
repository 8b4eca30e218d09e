namespace Bittensor.Validation.Tasks;

/// <summary>Where the tasks of a round come from.</summary>
public interface ITaskSource
{
    /// <summary>Draws pieces of the validation text.</summary>
    /// <param name="tasks">How many, B.</param>
    /// <param name="tokens">Standard tokens of each: what axons see and what is held back.</param>
    /// <param name="random">Chance; the same state draws the same tasks from the same text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Standard token ids; shape [B][tokens].</returns>
    /// <exception cref="InvalidOperationException">The text is not there, or too short.</exception>
    Task<IReadOnlyList<int[]>> DrawAsync(int tasks, int tokens, Random random, CancellationToken cancellationToken);
}
