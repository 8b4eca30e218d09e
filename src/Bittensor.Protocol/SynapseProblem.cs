using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol;

/// <summary>Body of a refused request, <c>application/problem+json</c> of RFC 9457.</summary>
/// <param name="Type">A URI for the kind of problem, <c>urn:bittensor:</c> and the return code's name.</param>
/// <param name="Title">The return code in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What was wrong with this request, and what was expected.</param>
/// <param name="ReturnCode">Name of the return code.</param>
/// <param name="Message">Return code and detail in one; the SDK shows this field.</param>
public sealed record SynapseProblem(
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("title")] string? Title,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("returnCode")] string? ReturnCode,
    [property: JsonPropertyName("message")] string? Message)
{
    /// <summary>The media type of such a body.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Describes a return code.</summary>
    /// <param name="code">Any code but Success.</param>
    /// <param name="detail">What was wrong and what was expected.</param>
    /// <returns>A problem with the code's own status.</returns>
    public static SynapseProblem For(ReturnCode code, string detail) => new(
        $"urn:bittensor:{code}",
        TitleOf(code),
        ReturnCodes.ToHttpStatus(code),
        detail,
        code.ToString(),
        ReturnCodes.ToStatusMessage(code, detail));

    /// <summary>404: there is no such synapse.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">Names that there are.</param>
    public static SynapseProblem UnknownSynapse(string name, IEnumerable<string> known) =>
        For(
            Protocol.ReturnCode.NotImplemented, $"There is no synapse {name}; there are {string.Join(", ", known)}.") with { Status = 404 };

    /// <summary>413: the body is too large.</summary>
    /// <param name="limit">Bytes that it may have.</param>
    public static SynapseProblem BodyTooLarge(long limit) =>
        For(
            Protocol.ReturnCode.InvalidRequest, $"The body has more than {limit} bytes, which is the limit.") with { Status = 413 };

    /// <summary>415: no form has that content type.</summary>
    /// <param name="contentType">Content-Type header that was sent, if any.</param>
    public static SynapseProblem UnknownContentType(string? contentType) => For(
        Protocol.ReturnCode.RequestIncompatibleVersion,
        $"The content type is {contentType ?? "missing"}; expected {KnownContentTypes}.");

    /// <summary>Reads a problem out of the body of a failed call.</summary>
    /// <param name="body">Any bytes.</param>
    /// <returns>The problem, with null for fields that are missing; null where the body is no JSON object.</returns>
    public static SynapseProblem? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SynapseProblem>(body, Wire.SynapseJson.Options);
        }
        catch (JsonException)
        {
            return null; // whoever failed may answer with anything; the HTTP status still says enough
        }
    }

    /// <summary>The body.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Wire.SynapseJson.Options);

    private static string KnownContentTypes => string.Join(" or ", Wire.SynapseFormats.All.Select(format => format.ContentType));

    private static string TitleOf(ReturnCode code) => code switch
    {
        Protocol.ReturnCode.Timeout => "The answer was not ready in time",
        Protocol.ReturnCode.Unavailable => "The axon cannot be reached",
        Protocol.ReturnCode.NotImplemented => "This axon does not serve the synapse",
        Protocol.ReturnCode.EmptyRequest => "The request has no inputs",
        Protocol.ReturnCode.InvalidRequest => "A value of the request is not allowed",
        Protocol.ReturnCode.RequestShapeException => "A tensor of the request has an unexpected shape",
        Protocol.ReturnCode.RequestDeserializationException => "The request cannot be read",
        Protocol.ReturnCode.NucleusTimeout => "The model did not finish in time",
        Protocol.ReturnCode.NucleusFull => "Too many requests wait for the model",
        Protocol.ReturnCode.RequestIncompatibleVersion => "The request has a form that is not spoken here",
        Protocol.ReturnCode.SenderUnknown => "The sender is not known or not allowed",
        Protocol.ReturnCode.Unauthenticated => "The signature is missing or wrong",
        Protocol.ReturnCode.EmptyResponse => "The answer is empty",
        Protocol.ReturnCode.InvalidResponse => "The answer is not valid",
        Protocol.ReturnCode.ResponseShapeException => "The answer has an unexpected shape",
        Protocol.ReturnCode.ResponseDeserializationException => "The answer cannot be read",
        _ => "Something went wrong",
    };
}
