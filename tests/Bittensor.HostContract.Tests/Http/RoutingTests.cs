using System.Net;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.Http;

/// <summary>Which function a request reaches.</summary>
public class RoutingTests(SharedHosts hosts)
{
    [Theory]
    [OnEveryHost("GET", "", "Home")]
    [OnEveryHost("GET", "NoRoute", "NoRoute")]
    [OnEveryHost("GET", "noroute", "NoRoute")]
    [OnEveryHost("GET", "same", "SameGet")]
    [OnEveryHost("PUT", "same", "SamePut")]
    [OnEveryHost("GET", "SAME", "SameGet")]
    [OnEveryHost("GET", "last/literal", "LastLiteral")]
    [OnEveryHost("GET", "last/LITERAL", "LastLiteral")]
    [OnEveryHost("GET", "last/other", "ZCatchAll other")]
    [OnEveryHost("GET", "last/Two%20Words", "ZCatchAll Two Words")]
    [OnEveryHost("GET", "last/ümlaut", "ZCatchAll ümlaut")]
    public async Task Request_RouteThatAFunctionTakes_ReachesIt(HostKind kind, string method, string path, string expected)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync(method, path);
        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, await answer.TextAsync()));
    }

    [Theory] // the order of names decides, whatever their case; Azure/azure-functions-host, issues 3153 and 9876
    [OnEveryHost]
    public async Task Request_CatchAllWhoseFunctionComesFirstByName_TakesItFromTheLiteral(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync("GET", "first/literal");
        Assert.Equal("aCatchAll literal", await answer.TextAsync());
    }

    [Theory]
    [OnEveryHost("EchoOf/hello", "hello", null)]
    [OnEveryHost("echoof/Hello/7", "Hello", 7)]
    [OnEveryHost("ECHOOF/a.b/-1", "a.b", -1)]
    public async Task Request_RouteWithValues_FunctionGetsThem(HostKind kind, string path, string word, int? number)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync("GET", path);
        var json = await answer.JsonAsync();
        Assert.Equal(word, json.GetProperty("word").GetString());
        Assert.Equal($"{number}", $"{json.GetProperty("number")}");
        Assert.Equal($"/{path}", json.GetProperty("path").GetString());
    }

    [Theory]
    [OnEveryHost("POST", "EchoOf/hello")] // a method that the function does not take: 404, not 405
    [OnEveryHost("POST", "same")]
    [OnEveryHost("DELETE", "bodies/whole")]
    [OnEveryHost("GET", "bodies/whole")]
    [OnEveryHost("HEAD", "process")]
    [OnEveryHost("GET", "EchoOf/hello/seven")] // breaks the route's constraint
    [OnEveryHost("GET", "EchoOf")]
    [OnEveryHost("GET", "last/two/segments")]
    [OnEveryHost("GET", "nothing")]
    [OnEveryHost("GET", "api/process")] // host.json has an empty prefix
    public async Task Request_NoFunctionTakesIt_Is404(HostKind kind, string method, string path)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync(method, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [OnEveryHost("GET")]
    [OnEveryHost("PUT")]
    [OnEveryHost("DELETE")]
    [OnEveryHost("PATCH")]
    public async Task Request_FunctionOfSeveralMethods_TakesEach(HostKind kind, string method)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync(method, "EchoOf/x");
        Assert.Equal(method, (await answer.JsonAsync()).GetProperty("method").GetString());
    }
}
