using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Bittensor.Testing;

/// <summary>An HTTP proxy before a service that lets some of its requests go wrong.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Uri _target;
    private readonly Func<string, string, Fault> _choose;

    private FaultProxy(Uri target, Func<string, string, Fault> choose)
    {
        (_target, _choose) = (target, choose);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where the service is to be reached now, with the path of its own address.</summary>
    public Uri Address => new(new Uri(_app.Urls.Single()), _target.AbsolutePath);

    /// <summary>Starts a proxy on a free port.</summary>
    /// <param name="target">The service.</param>
    /// <param name="choose">Chooses what happens to a request, from its method and its path with query. Called from several
    /// threads.</param>
    public static async Task<FaultProxy> StartAsync(Uri target, Func<string, string, Fault> choose)
    {
        var proxy = new FaultProxy(target, choose);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        var fault = _choose(http.Request.Method, http.Request.GetEncodedPathAndQuery());
        var body = await ReadAsync(http.Request.Body);
        switch (fault.Kind)
        {
            case FaultKind.Refused:
                http.Response.StatusCode = fault.Status;
                return;
            case FaultKind.Denied:
                (await ForwardAsync(http.Request, body)).Dispose();
                http.Response.StatusCode = fault.Status;
                return;
            case FaultKind.Broken:
                (await ForwardAsync(http.Request, body)).Dispose();
                http.Abort();
                return;
            case FaultKind.Hung:
                (await ForwardAsync(http.Request, body)).Dispose();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case FaultKind.Doubled:
                (await ForwardAsync(http.Request, body)).Dispose();
                break;
        }

        using var answer = await ForwardAsync(http.Request, body);
        await CopyAsync(answer, http.Response);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest request, byte[] body)
    {
        using var copy = new HttpRequestMessage(new(request.Method), new Uri(_target, request.GetEncodedPathAndQuery()));
        copy.Content = body.Length > 0 || request.ContentLength is not null ? new ByteArrayContent(body) : null;
        foreach (var (name, values) in request.Headers.Where(header => !OwnHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return await _client.SendAsync(copy);
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OwnHeaders.Contains(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        if (response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            await answer.Content.CopyToAsync(response.Body);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body)
    {
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy);
        return copy.ToArray();
    }
}
