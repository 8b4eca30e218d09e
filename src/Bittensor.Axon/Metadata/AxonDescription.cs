using System.Reflection;
using Bittensor.Axon.Handlers;
using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Axon.Metadata;

/// <summary>Describes the axon once its model is there.</summary>
/// <param name="host">The model.</param>
/// <param name="handlers">The synapses there are.</param>
/// <param name="axon">Limits and key.</param>
/// <param name="models">Limits.</param>
public sealed class AxonDescription(
    ILanguageModelHost host,
    SynapseHandlers handlers,
    IOptions<AxonOptions> axon,
    IOptions<ModelOptions> models)
{
    private static string Version { get; } =
        typeof(AxonDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The body of <c>/metadata</c>.</summary>
    /// <exception cref="EngineException">The model is not ready; <see cref="EngineFault.NotReady"/>.</exception>
    public AxonMetadata Metadata()
    {
        var model = host.Model;
        var description = model.Description;
        return new AxonMetadata(
            description.Name,
            description.Architecture,
            model.Tokenizer.Name,
            model.Tokenizer.IsStandard,
            description.VocabularySize,
            description.HiddenSize,
            description.ContextLength,
            [.. handlers.Served().Select(type => type.Name)],
            description.ExecutionProvider.ToString(),
            description.ParameterBytes,
            Math.Round(description.LoadTime.TotalSeconds, 3),
            description.HasCache,
            axon.Value.Hotkey,
            Limits(),
            new AxonVersions(Version, OrtEnv.Instance().GetVersionString(), Environment.Version.ToString()));
    }

    /// <summary>The OpenAPI document of what the model can answer.</summary>
    /// <exception cref="EngineException">The model is not ready; <see cref="EngineFault.NotReady"/>.</exception>
    public string OpenApi() => OpenApiDocument
        .Build(handlers.Served(), new OpenApiInfo("Bittensor axon", Version, $"Serves {host.Model.Description.Name}."))
        .ToJsonString();

    private AxonLimits Limits() => new(
        axon.Value.MaxBodyBytes,
        models.Value.MaxTokensPerRequest,
        models.Value.MaxBatchRows,
        models.Value.QueueLimit,
        axon.Value.MaxTextLength,
        axon.Value.MaxAnswerEntries,
        axon.Value.MaxGeneratedRows,
        axon.Value.MaxTimeout.TotalSeconds,
        models.Value.Truncation.ToString());
}
