using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.HostContract.App;

/// <summary>Functions that tell which of them a request reached, and with what.</summary>
public sealed class RouteFunctions
{
    /// <summary>The empty route: an optional segment that may have no letter, since an empty text would be the function's name.</summary>
    [Function("Home")]
    public IActionResult Home(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) => Text("Home");

    /// <summary>Without a route the function's name is the route.</summary>
    [Function("NoRoute")]
    public IActionResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Text("NoRoute");

    /// <summary>A route in mixed case, with values; several methods.</summary>
    [Function("Echo")]
    public IActionResult Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", "delete", "patch", Route = "EchoOf/{word}/{number:int?}")] HttpRequest request,
        string word,
        int? number)
    {
        foreach (var value in request.Headers["X-Contract-Request"])
        {
            request.HttpContext.Response.Headers.Append("X-Contract-Answer", $"<{value}>");
        }

        request.HttpContext.Response.Headers.Append("Set-Cookie", new string[] { "a=1", "b=2" });
        return new JsonResult(new
        {
            request.Method,
            Word = word,
            Number = number,
            Path = request.Path.Value,
            Query = request.Query.ToDictionary(value => value.Key, value => value.Value.ToArray()),
            Headers = request.Headers.ToDictionary(value => value.Key, value => value.Value.ToArray(), StringComparer.OrdinalIgnoreCase),
        })
        {
            StatusCode = request.Query.TryGetValue("status", out var status) ? int.Parse(status!, null) : StatusCodes.Status200OK,
        };
    }

    /// <summary>A catch-all whose function comes last by name, so it gets what the literal beside it leaves.</summary>
    [Function("ZCatchAll")]
    public IActionResult LastCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "last/{any}")] HttpRequest request, string any) => Text($"ZCatchAll {any}");

    /// <summary>A literal that comes before the catch-all.</summary>
    [Function("LastLiteral")]
    public IActionResult LastLiteral([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "last/literal")] HttpRequest request) =>
        Text("LastLiteral");

    /// <summary>A catch-all whose function comes first by name, so nothing reaches the literal beside it.</summary>
    [Function("aCatchAll")]
    public IActionResult FirstCatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "first/{any}")] HttpRequest request, string any) => Text($"aCatchAll {any}");

    /// <summary>A literal that comes after the catch-all.</summary>
    [Function("BehindCatchAll")]
    public IActionResult FirstLiteral([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "first/literal")] HttpRequest request) =>
        Text("BehindCatchAll");

    /// <summary>The same route as <see cref="SamePut"/> with another method.</summary>
    [Function("SameGet")]
    public IActionResult SameGet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request) => Text("SameGet");

    /// <summary>The same route as <see cref="SameGet"/> with another method.</summary>
    [Function("SamePut")]
    public IActionResult SamePut([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "same")] HttpRequest request) => Text("SamePut");

    /// <summary>Asks for a key of the function or of the host.</summary>
    [Function("FunctionLevel")]
    public IActionResult FunctionLevel(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "levels/function")] HttpRequest request) => Text("FunctionLevel");

    /// <summary>Asks for the master key.</summary>
    [Function("AdminLevel")]
    public IActionResult AdminLevel([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "levels/admin")] HttpRequest request) => Text("AdminLevel");

    private static ContentResult Text(string text) => new() { Content = text, ContentType = "text/plain" };
}
