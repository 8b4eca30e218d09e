using System.Net;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.Http;

/// <summary>Answers: status, headers, pieces, failures, and callers that do not wait for them.</summary>
public class AnswerTests(SharedHosts hosts)
{
    [Theory]
    [OnEveryHost]
    public async Task Get_QueryAndHeaders_ReachTheFunctionAndComeBack(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.GetAsync(
            "EchoOf/x?a=1&a=2&b=two%20words&c=", ("X-Contract-Request", "some text"), ("Accept", "text/html"), ("User-Agent", "Contract/1"));
        var json = await answer.JsonAsync();

        var query = json.GetProperty("query");
        Assert.Equal("""["1","2"]""", query.GetProperty("a").GetRawText());
        Assert.Equal("""["two words"]""", query.GetProperty("b").GetRawText());
        Assert.Equal("""[""]""", query.GetProperty("c").GetRawText());
        Assert.Equal("some text", json.GetProperty("headers").GetProperty("X-Contract-Request")[0].GetString());
        Assert.Equal("text/html", json.GetProperty("headers").GetProperty("Accept")[0].GetString());
        Assert.Equal("Contract/1", json.GetProperty("headers").GetProperty("User-Agent")[0].GetString());
        Assert.Equal(["<some text>"], answer.Headers.GetValues("X-Contract-Answer"));
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [OnEveryHost(201)]
    [OnEveryHost(400)]
    [OnEveryHost(418)]
    [OnEveryHost(422)]
    [OnEveryHost(503)]
    public async Task Get_FunctionGivesAStatus_CallerGetsIt(HostKind kind, int status)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.GetAsync($"EchoOf/x?status={status}");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("x", (await answer.JsonAsync()).GetProperty("word").GetString());
    }

    [Theory]
    [OnEveryHost]
    public async Task Get_AnswerInPieces_FirstArrivesBeforeTheLastIsSent(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        var id = Guid.NewGuid().ToString("N");
        using var answer = await host.Http.GetAsync(
            new Uri($"pieces/{id}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("first", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        using (await host.SendAsync("POST", $"gates/{id}"))
        {
            Assert.Equal("last", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        Assert.Null(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [OnEveryHost]
    public async Task Get_SlowFunctions_OthersAreServedMeanwhileAndEachGetsItsOwnAnswer(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        string[] ids = [.. Enumerable.Range(0, 16).Select(_ => Guid.NewGuid().ToString("N"))];
        var waiting = ids.Select(id => host.SendAsync("GET", $"waits/{id}")).ToArray();

        foreach (var id in ids.Reverse())
        {
            using var opened = await host.SendAsync("POST", $"gates/{id}");
            Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        }

        var answers = await Task.WhenAll(waiting);
        Assert.Equal(ids, await Task.WhenAll(answers.Select(answer => answer.TextAsync())));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Theory]
    [OnEveryHost]
    public async Task Get_CallerHangsUp_FunctionIsTold(HostKind kind)
    {
        var (contract, host) = await hosts.GetAsync(kind);
        var id = Guid.NewGuid().ToString("N");
        using var impatient = new CancellationTokenSource();
        var call = host.Http.GetAsync(new Uri($"cancelled/{id}", UriKind.Relative), impatient.Token);
        await contract.WaitForRowsAsync("CancellationAwaited", id);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await contract.WaitForRowsAsync("CancellationSeen", id);
    }

    [Theory]
    [OnEveryHost]
    public async Task Get_FunctionThrows_Is500AndTheNextIsServed(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using (var failed = await host.SendAsync("GET", "throws"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        Assert.True(await Ask.IsOkAsync(host.Http, "process"));
    }
}
