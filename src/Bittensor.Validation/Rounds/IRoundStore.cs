namespace Bittensor.Validation.Rounds;

/// <summary>Keeps the rounds.</summary>
public interface IRoundStore
{
    /// <summary>Stores a round unless it is there already.</summary>
    /// <param name="round">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was stored.</returns>
    Task<bool> TryAddAsync(Round round, CancellationToken cancellationToken);

    /// <summary>One round with its tasks, or nothing.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Round?> FindAsync(RoundId id, CancellationToken cancellationToken);

    /// <summary>The newest rounds without their tasks, newest first.</summary>
    /// <param name="limit">Rounds at most.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Round>> ListAsync(int limit, RoundId? before, CancellationToken cancellationToken);

    /// <summary>Rounds that were started before a time, newest first.</summary>
    /// <param name="startedBefore">The time.</param>
    /// <param name="before">Only rounds older than this one.</param>
    /// <param name="limit">Rounds at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<RoundId>> ListOldAsync(
        DateTimeOffset startedBefore, RoundId before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes a round; one that is gone already stays so.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RemoveAsync(RoundId id, CancellationToken cancellationToken);

    /// <summary>Moves a round on to a later state.</summary>
    /// <param name="id">Which round.</param>
    /// <param name="state">Its new state; a round that is there or further already stays as it is.</param>
    /// <param name="summary">What came of it, when it is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this call moved it.</returns>
    /// <exception cref="InvalidOperationException">Storage refused every attempt, yet the round is where it was.</exception>
    Task<bool> AdvanceAsync(RoundId id, RoundState state, RoundSummary? summary, CancellationToken cancellationToken);
}
