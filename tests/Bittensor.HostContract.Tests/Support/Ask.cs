using System.Net;
using System.Text.Json;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>Requests as tests make them.</summary>
internal static class Ask
{
    /// <summary>Sends a request.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this RunningHost host, string method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request with headers.</summary>
    public static async Task<HttpResponseMessage> GetAsync(this RunningHost host, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads an answer as text.</summary>
    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>Reads an answer as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.TextAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Whether a path answers 200; false while nothing answers at all.</summary>
    public static async Task<bool> IsOkAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (IsNoAnswer(exception))
        {
            return false;
        }
    }

    /// <summary>Whether an exception says that no answer came.</summary>
    public static bool IsNoAnswer(Exception exception) =>
        exception is HttpRequestException or IOException
        || (exception is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested);
}
