using Bittensor.Validation.Tasks;

namespace Bittensor.Validation.Tests;

/// <summary>Tasks whose every token is <see cref="Answers.HeldBack"/>, but for the first, which chance draws.</summary>
internal sealed class FakeTasks : ITaskSource
{
    public Task<IReadOnlyList<int[]>> DrawAsync(int tasks, int tokens, Random random, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int[]>>([.. Enumerable.Range(0, tasks).Select(_ => (int[])[random.Next(50257), .. Enumerable.Repeat(Answers.HeldBack, tokens - 1)])]);
}
