namespace Bittensor.Infra.Tests.Support;

/// <summary>The templates as they are, worked out once for all tests.</summary>
public sealed class TemplatesFixture : IAsyncLifetime
{
    private readonly Dictionary<string, Prediction> _predictions = [];

    /// <summary>The platform.</summary>
    internal Prediction Platform => Find("main");

    /// <summary>The axons without a GPU.</summary>
    internal Prediction CpuAxons => Find("axon");

    /// <summary>The axons with one.</summary>
    internal Prediction GpuAxons => Find("axon-gpu");

    /// <summary>The validator.</summary>
    internal Prediction Validator => Find("validator");

    /// <summary>Every container app.</summary>
    internal IEnumerable<System.Text.Json.Nodes.JsonObject> Apps => [.. CpuAxons.Apps, .. GpuAxons.Apps, .. Validator.Apps];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Repository.BicepCompiler is null)
        {
            return;
        }

        using var folder = new TemplateFolder();
        _predictions["main"] = await folder.PredictAsync("main");
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
