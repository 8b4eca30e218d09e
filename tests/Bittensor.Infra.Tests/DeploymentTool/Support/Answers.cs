using System.Net;

namespace Bittensor.Infra.Tests.DeploymentTool.Support;

/// <summary>A server that gives prepared answers, and keeps what it was asked.</summary>
/// <param name="answer">Gives the answer to the request of a number, from 0.</param>
internal sealed class Answers(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>The requests: method, path and query, body.</summary>
    public List<(string Method, string Path, string Body, HttpRequestMessage Request)> Requests { get; } = [];

    /// <summary>An answer of JSON.</summary>
    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        Requests.Add((request.Method.Method, request.RequestUri!.AbsolutePath, body, request));
        var given = answer(Requests.Count - 1);
        given.RequestMessage = request;
        return given;
    }
}
