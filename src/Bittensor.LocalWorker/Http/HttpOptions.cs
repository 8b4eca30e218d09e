namespace Bittensor.LocalWorker.Http;

/// <summary>Section <c>extensions:http</c> of host.json.</summary>
internal sealed class HttpOptions
{
    /// <summary>Path before every function's route. "api" by default.</summary>
    public string RoutePrefix { get; set; } = "api";
}
