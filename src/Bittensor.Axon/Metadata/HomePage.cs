using System.Net;

namespace Bittensor.Axon.Metadata;

/// <summary>What the axon shows to people.</summary>
internal static class HomePage
{
    /// <summary>The page as HTML.</summary>
    public static string Of(AxonMetadata axon)
    {
        var synapses = string.Concat(axon.Synapses.Select(name => $"<li><code>POST /{WebUtility.HtmlEncode(name)}</code></li>"));
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Axon: {WebUtility.HtmlEncode(axon.Model)}</title></head>
            <body>
            <h1>{WebUtility.HtmlEncode(axon.Model)}</h1>
            <p>This axon serves a {WebUtility.HtmlEncode(axon.Architecture)} model
            with {axon.VocabularySize} tokens ({WebUtility.HtmlEncode(axon.Tokenizer)}) and a context of {axon.ContextLength}.</p>
            <ul>{synapses}</ul>
            <p><a href="metadata">metadata</a>, <a href="health">health</a>, <a href="openapi.json">OpenAPI</a></p>
            </body>
            </html>
            """;
    }
}
