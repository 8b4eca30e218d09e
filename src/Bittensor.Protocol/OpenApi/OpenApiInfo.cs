namespace Bittensor.Protocol.OpenApi;

/// <summary>What the document says about the whole API.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Version">Version of the app that serves it.</param>
/// <param name="Description">One paragraph, CommonMark; may be left out.</param>
public sealed record OpenApiInfo(string Title, string Version, string? Description = null);
