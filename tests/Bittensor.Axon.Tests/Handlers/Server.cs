using Bittensor.Axon.Handlers;
using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>The handlers over a fake model, as an app would register them.</summary>
internal sealed class Server
{
    public Server(FakeModel? model, Action<AxonOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILanguageModelHost>(new Host(model));
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSynapseHandlers([typeof(Server).Assembly]);
        services.Configure<AxonOptions>(options => configure?.Invoke(options));
        var provider = services.BuildServiceProvider();
        Executor = provider.GetRequiredService<SynapseExecutor>();
        Handlers = provider.GetRequiredService<SynapseHandlers>();
    }

    public FakeTimeProvider Clock { get; } = new();

    public CapturedLog Log { get; } = new();

    public SynapseExecutor Executor { get; }

    public SynapseHandlers Handlers { get; }

    public async Task<MultiSynapseItem> AskAsync(Synapse synapse) => (await AskAsync([synapse]))[0];

    public Task<IReadOnlyList<MultiSynapseItem>> AskAsync(params Synapse[] synapses) =>
        Executor.ExecuteAsync(synapses, TestContext.Current.CancellationToken);

    public async Task<T> AnswerAsync<T>(T synapse)
        where T : Synapse
    {
        var item = await AskAsync(synapse);
        Assert.True(item.Failure is null, item.Failure?.Message);
        return synapse;
    }

    private sealed class Host(FakeModel? model) : ILanguageModelHost
    {
        public ModelState State => model is null ? ModelState.Loading : ModelState.Ready;

        public string? FailureReason => null;

        public ILanguageModel Model => model ?? throw new EngineException(EngineFault.NotReady, "The model is being loaded.");

        public Task<ILanguageModel> WaitAsync(CancellationToken cancellationToken) => Task.FromResult(Model);
    }
}
