using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Bittensor.Functions.Validator.Http;

/// <summary>Answers over HTTP, all of them JSON.</summary>
internal static class JsonResults
{
    private const string JsonType = "application/json; charset=utf-8", ProblemType = "application/problem+json; charset=utf-8";

    /// <summary>A body.</summary>
    public static IActionResult Json<T>(T body, int status = 200) =>
        Content(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), JsonType, status);

    /// <summary>A refusal as RFC 9457 has it.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="detail">What was wrong and what was expected.</param>
    public static IActionResult Problem(int status, string detail) => Content(ProblemJson(status, detail), ProblemType, status);

    /// <summary>Writes a refusal where no function is there to return it.</summary>
    public static Task WriteProblemAsync(HttpResponse response, int status, string detail)
    {
        response.StatusCode = status;
        response.ContentType = ProblemType;
        return response.WriteAsync(ProblemJson(status, detail), response.HttpContext.RequestAborted);
    }

    private static string ProblemJson(int status, string detail) => JsonSerializer.Serialize(
        new { Type = "about:blank", Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail }, JsonSerializerOptions.Web);

    private static ContentResult Content(string body, string type, int status) =>
        new() { Content = body, ContentType = type, StatusCode = status };
}
