using Bittensor.Axon;
using Bittensor.Axon.Handlers;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.Experiments;

/// <summary>An axon's handlers around one sample model, without HTTP.</summary>
internal sealed class InProcessAxon : IDisposable
{
    private const double TimeoutSeconds = 150;

    private readonly IHost _host;

    private InProcessAxon(IHost host) => _host = host;

    /// <summary>Loads a model.</summary>
    /// <param name="modelFolder">Its folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<InProcessAxon> StartAsync(string modelFolder, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Model:Folder"] = modelFolder,
            ["Model:ExecutionProvider"] = "Cpu",
            ["Model:ForwardTimeout"] = "00:02:30",
        });
        builder.Services.AddAxon();
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<ILanguageModelHost>().WaitAsync(cancellationToken);
        return new(host);
    }

    /// <summary>Answers a round's tasks, from one forward pass.</summary>
    /// <param name="tasks">The round's tasks.</param>
    /// <param name="synapses">The synapses to answer; they receive the tasks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SynapseException">A synapse has no answer.</exception>
    public async Task<RoundAnswers> AnswerAsync(int[][] tasks, Synapse[] synapses, CancellationToken cancellationToken)
    {
        var inputs = Tasks.Inputs(tasks);
        foreach (var synapse in synapses)
        {
            synapse.Inputs = inputs;
            synapse.Timeout = TimeoutSeconds;
        }

        var items = await _host.Services.GetRequiredService<SynapseExecutor>().ExecuteAsync(synapses, cancellationToken);
        return new(tasks, items.ToDictionary(item => item.Name, ToBody));
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    private static ReadOnlyMemory<byte> ToBody(MultiSynapseItem item)
    {
        var answer = item.Synapse ?? throw item.Failure!;
        answer.ClearRequest();
        return SynapseFormats.Binary.Write(answer);
    }
}
