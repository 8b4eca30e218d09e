using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bittensor.Validation.Metagraph;

/// <summary>Reads what an axon says about itself.</summary>
/// <param name="clients">HTTP.</param>
/// <param name="logger">Says why it could not be read.</param>
public sealed class AxonMetadata(IHttpClientFactory clients, ILogger<AxonMetadata> logger)
{
    /// <summary>Name of the HTTP client.</summary>
    internal const string Client = "axon-metadata";

    /// <summary>Reads <c>/metadata</c> of an axon.</summary>
    /// <param name="axon">Its base URL.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it serves; unknown if it cannot be reached or answers anything else: it may be registered before it
    /// runs.</returns>
    public async Task<AxonProfile> ReadAsync(Uri axon, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(axon);
        try
        {
            using var client = clients.CreateClient(Client);
            var root = new Uri(axon.AbsoluteUri.TrimEnd('/') + "/");
            return ToProfile(await client.GetFromJsonAsync<JsonElement>(new Uri(root, "metadata"), cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            Log.MetadataUnavailable(logger, axon, e.Message);
            return AxonProfile.Unknown;
        }
    }

    /// <summary>Takes what is there: model and tokenizer may be names, or objects that have one.</summary>
    internal static AxonProfile ToProfile(JsonElement metadata) => new(
        Text(metadata, "name"),
        Name(metadata, "model"),
        Name(metadata, "tokenizer"),
        Number(metadata, "vocabularySize") ?? Number(Property(metadata, "tokenizer"), "vocabularySize"),
        [.. Items(Property(metadata, "synapses")).Select(NameOf).OfType<string>()]);

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string? NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.String ? item.GetString() : Text(item, "name");

    private static string? Name(JsonElement element, string name) => Text(element, name) ?? Text(Property(element, name), "name");

    private static int? Number(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;
}
