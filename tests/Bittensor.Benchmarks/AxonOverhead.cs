using BenchmarkDotNet.Attributes;
using Bittensor.Axon;
using Bittensor.Axon.Handlers;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.Benchmarks;

/// <summary>One TextCausalLMNext of 8 x 64 tokens: the graph alone, and what an axon adds, the binary form read and written.</summary>
public class AxonOverhead : IDisposable
{
    private const int Batch = 8, Sequence = 64;

    private BareGraph _graph = null!;
    private IHost _host = null!;
    private SynapseExecutor _executor = null!;
    private ReadOnlyMemory<byte> _body;

    /// <summary>Sample models, or the model folders that BENCHMARK_MODELS lists.</summary>
    public static IEnumerable<string> Models =>
        Environment.GetEnvironmentVariable("BENCHMARK_MODELS")?.Split(Path.PathSeparator) ?? ["micro", "small"];

    /// <summary>Name of a sample model, or path of a model folder.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public async Task Setup()
    {
        var folder = SampleModelFolder.Find(Model);
        var random = new Random(1);
        var ids = Enumerable.Range(0, Batch * Sequence).Select(_ => (long)random.Next(256, 4096)).ToArray();
        _body = SynapseFormats.Binary.Write(new TextCausalLMNext { Inputs = new(ids, Batch, Sequence) });

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:Folder"] = folder, ["Model:ExecutionProvider"] = "Cpu" });
        builder.Services.AddAxon();
        _host = builder.Build();
        await _host.StartAsync();
        var model = await _host.Services.GetRequiredService<ILanguageModelHost>().WaitAsync(default);
        _executor = _host.Services.GetRequiredService<SynapseExecutor>();

        // The graph gets the tokens that the axon feeds it: a vocabulary of its own cuts the text differently.
        var rows = OutputReaders.For(TextInputs.Of(SynapseFormats.Binary.Read<TextCausalLMNext>(_body)), model.Tokenizer).ModelRows;
        _graph = new BareGraph(Path.Combine(folder, "model.onnx"), rows);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _graph.Dispose();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int Graph() => _graph.Run();

    [Benchmark]
    public async Task<int> Axon()
    {
        var synapse = SynapseFormats.Binary.Read<TextCausalLMNext>(_body);
        var item = (await _executor.ExecuteAsync([synapse], default))[0];
        synapse.ClearRequest();
        return item.Failure is null ? SynapseFormats.Binary.Write(synapse).Length : throw item.Failure;
    }
}
