namespace Bittensor.Protocol.Wire;

/// <summary>The forms there are, picked by HTTP's Content-Type and Accept.</summary>
public static class SynapseFormats
{
    /// <summary>JSON as the Bittensor SDK speaks it, <c>application/json</c>.</summary>
    public static ISynapseFormat SdkJson { get; } = new SdkJsonFormat();

    /// <summary>The compact form, <c>application/vnd.bittensor.synapse</c>.</summary>
    public static ISynapseFormat Binary { get; } = new BinaryFormat();

    /// <summary>Every form; the first is preferred where a caller takes any.</summary>
    public static IReadOnlyList<ISynapseFormat> All { get; } = [SdkJson, Binary];

    /// <summary>The form of a request's body.</summary>
    /// <param name="contentType">Content-Type header, parameters and all.</param>
    /// <returns>The form, or null where none has that type: the request is refused, a missing header is not guessed at.</returns>
    public static ISynapseFormat? ForContentType(string? contentType) =>
        All.FirstOrDefault(format => IsType(MediaType(contentType), format.ContentType));

    /// <summary>The form of the answer.</summary>
    /// <param name="accept">Accept header; null or empty takes what the request was written in.</param>
    /// <param name="request">The form of the request; it answers wildcards, and wins where weights are equal.</param>
    /// <returns>
    /// The form with the largest weight. Where the header lists none of ours the request's own form: a caller that can
    /// write it can read it.
    /// </returns>
    public static ISynapseFormat ForAccept(string? accept, ISynapseFormat request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return All
            .Select(format => (Format: format, Weight: Weight(accept, format.ContentType, ReferenceEquals(format, request))))
            .Where(choice => choice.Weight > 0)
            .OrderByDescending(choice => choice.Weight)
            .ThenByDescending(choice => ReferenceEquals(choice.Format, request))
            .Select(choice => choice.Format)
            .FirstOrDefault(request);
    }

    private static double Weight(string? accept, string contentType, bool takesWildcard)
    {
        var weight = 0d;
        foreach (var range in (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var type = MediaType(range);
            if (IsType(type, contentType) || (takesWildcard && type is "*/*" or "application/*"))
            {
                weight = Math.Max(weight, Quality(range));
            }
        }

        return weight;
    }

    private static double Quality(string range)
    {
        var at = range.IndexOf(";q=", StringComparison.OrdinalIgnoreCase);
        var text = at < 0 ? "1" : MediaType(range[(at + 3)..]);
        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var quality) ? quality : 0;
    }

    private static string MediaType(string? header) => (header ?? "").Split(';', 2)[0].Trim();

    private static bool IsType(string type, string expected) => string.Equals(type, expected, StringComparison.OrdinalIgnoreCase);
}
