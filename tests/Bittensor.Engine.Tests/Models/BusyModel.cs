using Bittensor.Engine.Models;

namespace Bittensor.Engine.Tests.Models;

/// <summary>Keeps a model from starting passes: callers read, and do not end, as many gatherings as it keeps alive.</summary>
internal sealed class BusyModel : IDisposable
{
    /// <summary>Requests that it takes.</summary>
    public const int Requests = 2;

    private readonly ManualResetEventSlim _release = new();
    private readonly List<Task> _reads = [];

    public static async Task<BusyModel> StartAsync(ILanguageModel model)
    {
        var busy = new BusyModel();
        for (var index = 0; index < Requests; index++)
        {
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            busy._reads.Add(model.ReadAsync(
                [[1]],
                _ =>
                {
                    entered.SetResult();
                    busy._release.Wait(TestContext.Current.CancellationToken);
                    return 0;
                },
                TestContext.Current.CancellationToken));
            await entered.Task;
        }

        return busy;
    }

    public void Release() => _release.Set();

    public void Dispose()
    {
        Release();
        Task.WaitAll([.. _reads], TestContext.Current.CancellationToken);
        _release.Dispose();
    }
}
