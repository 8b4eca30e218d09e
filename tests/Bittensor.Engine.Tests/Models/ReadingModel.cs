using Bittensor.Engine.Models;

namespace Bittensor.Engine.Tests.Models;

/// <summary>Forward passes of rows that fit into one part.</summary>
internal static class ReadingModel
{
    /// <summary>Runs rows and gives what is read from them.</summary>
    public static async Task<T> ReadAsync<T>(
        this ILanguageModel model, IReadOnlyList<int[]> rows, Func<ForwardOutput, T> read, CancellationToken cancellationToken)
    {
        var result = default(T)!;
        await model.ForwardAsync(rows, output => result = read(output), cancellationToken);
        return result;
    }
}
