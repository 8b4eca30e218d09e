using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.LocalWorker.Http;
using Bittensor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Tests.Http;

public class HttpFunctionTests
{
    private const string NoPrefix = """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""";

    public sealed class Greeter
    {
        public string Word => "hello";
    }

    public sealed class Probe
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public class Functions(Greeter greeter, Probe probe)
    {
        [Function("Named")]
        public IActionResult Named([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new OkObjectResult(new { Word = greeter.Word, request.Path.Value });

        [Function("Literal")]
        public Task<IActionResult> Literal([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "axons/all")] HttpRequest request) =>
            Task.FromResult<IActionResult>(new ContentResult { Content = "literal" });

        [Function("Parameter")]
        public IActionResult Parameter(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "axons/{name}/{uid:int?}")] HttpRequest request, string name, int? uid) =>
            new ContentResult { Content = $"{name}/{uid?.ToString() ?? "none"}" };

        [Function("MinimalResult")]
        public static IResult MinimalResult([HttpTrigger(AuthorizationLevel.Anonymous, Route = "minimal")] HttpRequest request) =>
            Results.Text(request.Method, statusCode: 202);

        [Function("Direct")]
        public static async Task Direct([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            request.HttpContext.Response.StatusCode = 201;
            await request.HttpContext.Response.WriteAsync("direct", cancellationToken);
        }

        [Function("Length")]
        public static async Task<IActionResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            long length = 0;
            var buffer = new byte[81920];
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                length += read;
            }

            return new ContentResult { Content = length.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }

        [Function("Broken")]
        public static IActionResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("the secret detail");

        [Function("Wait")]
        public async Task<IActionResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            probe.Started.TrySetResult();
            try
            {
                await probe.Go.Task.WaitAsync(context.CancellationToken);
                return new ContentResult { Content = "finished" };
            }
            catch (OperationCanceledException)
            {
                probe.Cancelled.TrySetResult();
                throw;
            }
        }

        [Function("NeedsFunctionKey")]
        public static IActionResult NeedsFunctionKey([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => new OkResult();

        [Function("NeedsAdminKey")]
        public static IActionResult NeedsAdminKey([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => new OkResult();
    }

    private static Task<TestApp> StartAsync(string hostJson = NoPrefix, Dictionary<string, string?>? settings = null, Probe? probe = null) =>
        TestApp.StartAsync(
            [typeof(Functions)], builder => builder.Services.AddSingleton<Greeter>().AddSingleton(probe ?? new Probe()), hostJson, settings);

    [Fact]
    public async Task Request_NoPrefix_AnswersAtTheFunctionName()
    {
        await using var app = await StartAsync();

        var answer = await app.Client.GetFromJsonAsync<JsonElement>("/Named", TestContext.Current.CancellationToken);

        Assert.Equal("""{"word":"hello","value":"/Named"}""", answer.GetRawText());
    }

    [Fact]
    public async Task Request_NoHostJsonValue_AnswersBelowApi()
    {
        await using var app = await StartAsync("""{"version":"2.0"}""");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/api/Named"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, "/Named"));
    }

    [Theory]
    [InlineData("/axons/all", "literal")] // a literal wins over a parameter
    [InlineData("/axons/me", "me/none")]
    [InlineData("/axons/me/7", "me/7")]
    [InlineData("/minimal", "GET")]
    [InlineData("/Direct", "direct")]
    public async Task Request_Route_ReachesTheFunction(string path, string expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, await app.Client.GetStringAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", "/Named", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/Nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/axons/me/seven", HttpStatusCode.NotFound)] // not an int
    [InlineData("DELETE", "/minimal", HttpStatusCode.Accepted)] // no methods given: any
    [InlineData("GET", "/Direct", HttpStatusCode.Created)]
    public async Task Request_Method_GetsTheStatus(string method, string path, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Request_FiftyMegabytes_ReachTheFunction()
    {
        await using var app = await StartAsync();

        using var content = new ByteArrayContent(new byte[50 * 1024 * 1024]);
        using var response = await app.Client.PostAsync("/Length", content, TestContext.Current.CancellationToken);

        Assert.Equal("52428800", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Request_AboveTheBodyLimit_Gets413AndTheAppGoesOn()
    {
        await using var app = await StartAsync(settings: new() { ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000" });

        using var content = new ByteArrayContent(new byte[1001]);
        using var response = await app.Client.PostAsync("/Length", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/Named"));
    }

    [Fact]
    public async Task Request_FunctionThrows_Gets500WithAnIdThatTheLogExplains()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync("/Broken", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("errorId").GetString()!;
        Assert.Contains(app.Logs.Lines, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("the secret detail", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/Named"));
    }

    [Fact]
    public async Task Request_ClientHangsUp_CancelsTheFunctionAndTheAppGoesOn()
    {
        var probe = new Probe();
        await using var app = await StartAsync(probe: probe);
        using var hangUp = new CancellationTokenSource();

        var call = app.Client.GetAsync("/Wait", hangUp.Token);
        await probe.Started.Task.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await probe.Cancelled.Task.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/Named"));
    }

    [Fact]
    public async Task Stop_RequestInHand_IsFinished()
    {
        var probe = new Probe();
        await using var app = await StartAsync(probe: probe);
        var call = app.Client.GetStringAsync("/Wait", TestContext.Current.CancellationToken);
        await probe.Started.Task.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);

        var stop = app.Host.StopAsync(TestContext.Current.CancellationToken);
        probe.Go.SetResult();

        Assert.Equal("finished", await call);
        await stop;
    }

    [Fact]
    public async Task Stop_RequestTakesTooLong_IsCancelled()
    {
        var probe = new Probe();
        await using var app = await StartAsync(settings: new() { ["LocalWorker:StopTimeout"] = "00:00:00.2" }, probe: probe);
        var call = app.Client.GetAsync("/Wait", TestContext.Current.CancellationToken);
        await probe.Started.Task.WaitAsync(Eventually.DefaultTimeout, TestContext.Current.CancellationToken);

        await app.Host.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(probe.Cancelled.Task.IsCompleted);
        using var response = await call;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Theory]
    [InlineData("/NeedsFunctionKey", "f", HttpStatusCode.OK)]
    [InlineData("/NeedsFunctionKey", "a", HttpStatusCode.OK)] // the admin key opens everything
    [InlineData("/NeedsFunctionKey", "x", HttpStatusCode.Unauthorized)]
    [InlineData("/NeedsFunctionKey", null, HttpStatusCode.Unauthorized)]
    [InlineData("/NeedsAdminKey", "a", HttpStatusCode.OK)]
    [InlineData("/NeedsAdminKey", "f", HttpStatusCode.Unauthorized)]
    public async Task Request_KeyInHeaderOrQuery_DecidesWhoPasses(string path, string? key, HttpStatusCode expected)
    {
        await using var app = await StartAsync(settings: new() { [FunctionKeys.FunctionSetting] = "f", [FunctionKeys.AdminSetting] = "a" });

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var byHeader = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, byHeader.StatusCode);
        Assert.Equal(expected, await StatusAsync(app, key is null ? path : $"{path}?code={key}"));
    }

    [Fact]
    public async Task Request_NoKeyConfigured_IsRefusedAndTheLogSaysWhy()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, "/NeedsAdminKey?code="));
        Assert.True(app.Logs.Contains("NeedsAdminKey needs a key"));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestApp app, string path)
    {
        using var response = await app.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
