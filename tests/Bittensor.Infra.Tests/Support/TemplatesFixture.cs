using System.Text.Json.Nodes;

namespace Bittensor.Infra.Tests.Support;

/// <summary>The templates as they are, worked out once for all tests.</summary>
public sealed class TemplatesFixture : IAsyncLifetime
{
    private const string PrivatePlatformName = "main, private";

    private readonly Dictionary<string, Prediction> _predictions = [];
    private readonly Dictionary<string, string> _compiled = [];

    /// <summary>The platform.</summary>
    internal Prediction Platform => Find("main");

    /// <summary>The platform with a network of its own.</summary>
    internal Prediction PrivatePlatform => Find(PrivatePlatformName);

    /// <summary>The axons without a GPU.</summary>
    internal Prediction CpuAxons => Find("axon");

    /// <summary>The axons with one.</summary>
    internal Prediction GpuAxons => Find("axon-gpu");

    /// <summary>The validator.</summary>
    internal Prediction Validator => Find("validator");

    /// <summary>Every container app.</summary>
    internal IEnumerable<JsonObject> Apps => [.. Axons, .. Validator.Apps];

    /// <summary>Every axon.</summary>
    internal IEnumerable<JsonObject> Axons => [.. CpuAxons.Apps, .. GpuAxons.Apps];

    /// <summary>A template as Azure Resource Manager reads it.</summary>
    internal string Compiled(string template)
    {
        TemplateFolder.SkipWithoutCompiler();
        return _compiled[template];
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Repository.BicepCompiler is null)
        {
            return;
        }

        using var folder = new TemplateFolder();
        foreach (var template in (string[])["main", "axons", "validator"])
        {
            _compiled[template] = await folder.CompileAsync(template);
        }

        _predictions["main"] = await folder.PredictAsync("main");
        _predictions[PrivatePlatformName] = await folder.PredictAsync("main", new Dictionary<string, string> { ["PRIVATE_NETWORKING"] = "true" });
        var token = new Dictionary<string, string> { ["RESOURCE_TOKEN"] = Platform.Outputs.Text("RESOURCE_TOKEN") };
        foreach (var service in (string[])["axon", "axon-gpu", "validator"])
        {
            _predictions[service] = await folder.PredictAsync(service, token);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Prediction Find(string name)
    {
        TemplateFolder.SkipWithoutCompiler();
        return _predictions[name];
    }
}
