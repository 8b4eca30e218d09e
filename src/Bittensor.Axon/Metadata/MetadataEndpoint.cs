using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bittensor.Axon.Handlers;
using Bittensor.Axon.Http;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Axon.Metadata;

/// <summary>Answers GET requests about the axon itself: health, metadata, OpenAPI, a page for people.</summary>
/// <param name="axon">Describes the axon.</param>
/// <param name="serving">Tells whether the axon is ready.</param>
/// <param name="source">Tells how far the model's download is.</param>
/// <param name="exceptions">Answers requests that fail.</param>
public sealed class MetadataEndpoint(
    AxonDescription axon, IServingState serving, IModelFolderSource source, ExceptionHandler exceptions)
{
    /// <summary>Camel case, without nulls.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>Answers <c>GET /health</c>: 200 once requests can be answered, 503 before.</summary>
    public IActionResult Health()
    {
        var state = serving.State;
        var status = StatusCodes.Status503ServiceUnavailable;
        if (state == ModelState.Ready)
        {
            status = StatusCodes.Status200OK;
        }

        string? progress = null;
        if (state == ModelState.Loading)
        {
            progress = source.Progress;
        }

        return ToJson(status, new HealthReport(state.ToString().ToLowerInvariant(), serving.FailureReason, progress));
    }

    /// <summary>Answers <c>GET /metadata</c>.</summary>
    /// <param name="request">The request.</param>
    public Task<IActionResult> MetadataAsync(HttpRequest request) =>
        AnswerAsync(request, "metadata", () => ToJson(StatusCodes.Status200OK, axon.Metadata()));

    /// <summary>Answers <c>GET /openapi.json</c>.</summary>
    /// <param name="request">The request.</param>
    public Task<IActionResult> OpenApiAsync(HttpRequest request) =>
        AnswerAsync(request, "openapi.json", () => ToText("application/json", axon.OpenApi()));

    /// <summary>Answers <c>GET /</c> with a page for people.</summary>
    /// <param name="request">The request.</param>
    public Task<IActionResult> HomeAsync(HttpRequest request) =>
        AnswerAsync(request, "home", () => ToText("text/html; charset=utf-8", HomePage.Of(axon.Metadata())));

    private Task<IActionResult> AnswerAsync(HttpRequest request, string name, Func<IActionResult> answer) =>
        exceptions.HandleAsync(request, name, _ => Task.FromResult(answer()));

    private static BytesResult ToText(string contentType, string text) =>
        new(StatusCodes.Status200OK, contentType, Encoding.UTF8.GetBytes(text));

    private static BytesResult ToJson<T>(int status, T value) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Json));
}

/// <summary>Body of <c>/health</c>.</summary>
/// <param name="Status">ready, loading or failed.</param>
/// <param name="Reason">Why the model could not be loaded.</param>
/// <param name="Progress">While the model is loading: how far its download is.</param>
internal sealed record HealthReport(string Status, string? Reason, string? Progress);
