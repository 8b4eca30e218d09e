using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Settings;
using Bittensor.LocalWorker.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Tests.Invocation;

public class FunctionCatalogTests
{
    /// <summary>Each closed form of it is a class that reflection has not seen.</summary>
    public class Ticking<T>
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("* * * * * *")] TimerInfo timer, FunctionContext context)
        {
        }
    }

    [Fact] // two threads that are the first to ask for a method's parameters may each get objects of their own
    public async Task Load_SeveralAppsAtTheSameTime_FindTheirTriggers()
    {
        const int Apps = 4;
        using var together = new Barrier(Apps);
        var type = typeof(int);
        Type[] classes = [.. Enumerable.Range(0, 60).Select(_ => typeof(Ticking<>).MakeGenericType(type = type.MakeArrayType()))];

        var faults = await Task.WhenAll(Enumerable.Range(0, Apps).Select(_ => Task.Factory.StartNew(
            () => classes.Select(unseen => LoadTogether(unseen, together)).OfType<Exception>().ToArray(),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Empty(faults.SelectMany(fault => fault));
    }

    private static Exception? LoadTogether(Type type, Barrier together)
    {
        together.SignalAndWait(TestContext.Current.CancellationToken);
        return Record.Exception(() => Catalog().Load([type]));
    }

    private static FunctionCatalog Catalog() => new([new TimerTriggerKind(new SettingResolver(new ConfigurationBuilder().Build()))]);
}
