using System.Globalization;
using System.Text.Json.Nodes;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.OpenApi;

/// <summary>Bodies and answers that all routes share.</summary>
internal static class OpenApiResponses
{
    /// <summary>Statuses of refusals that HTTP knows before a synapse is read, beside those of the return codes.</summary>
    private static readonly (int Status, ReturnCode Code)[] Refusals =
        [(404, ReturnCode.NotImplemented), (413, ReturnCode.InvalidRequest)];

    /// <summary>One answer a status, listing the return codes that come with it.</summary>
    public static JsonObject Components()
    {
        var responses = new JsonObject();
        foreach (var (status, codes) in CodesByStatus())
        {
            responses[Name(status)] = new JsonObject
            {
                ["description"] = string.Join(", ", codes),
                ["content"] = new JsonObject { [SynapseProblem.ContentType] = Schema(Reference(SynapseSchemas.Problem)) },
            };
        }

        return responses;
    }

    public static JsonObject ForPost(string answer)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = nameof(ReturnCode.Success),
                ["headers"] = Headers(),
                ["content"] = Content(answer),
            },
        };
        foreach (var (status, _) in CodesByStatus())
        {
            var key = status.ToString(CultureInfo.InvariantCulture);
            responses[key] = new JsonObject { ["$ref"] = $"#/components/responses/{Name(status)}" };
        }

        return responses;
    }

    /// <summary>A body in either form.</summary>
    public static JsonObject Content(string schema) => new()
    {
        [SynapseFormats.SdkJson.ContentType] = Schema(Reference(schema)),
        [SynapseFormats.Binary.ContentType] = Schema(new JsonObject { ["description"] = "The compact form; see BINARY-FORMAT.md." }),
    };

    public static JsonObject PlainJson(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { ["application/json"] = Schema(new JsonObject { ["type"] = "object" }) },
    };

    public static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static IEnumerable<(int Status, IEnumerable<ReturnCode> Codes)> CodesByStatus() =>
        Enum.GetValues<ReturnCode>()
            .Select(code => (Status: ReturnCodes.ToHttpStatus(code), Code: code))
            .Where(item => item.Code != ReturnCode.Success)
            .Concat(Refusals)
            .GroupBy(item => item.Status, item => item.Code)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, group.AsEnumerable()));

    private static JsonObject Schema(JsonObject schema) => new() { ["schema"] = schema };

    private static string Name(int status) => string.Create(CultureInfo.InvariantCulture, $"Problem{status}");

    private static JsonObject Headers()
    {
        var headers = new JsonObject();
        foreach (var field in TerminalFields.All)
        {
            headers[SynapseHeaders.AxonPrefix + field.Name] = Schema(new JsonObject { ["type"] = "string" });
        }

        return headers;
    }
}
