using System.Net;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.Http;

/// <summary>What the host answers itself, and whom it lets pass.</summary>
public class HostPagesTests(SharedHosts hosts)
{
    [Theory]
    [OnEveryHost("POST")]
    [OnEveryHost("PUT")]
    public async Task Root_NoFunctionTakesTheMethodAndHomePageIsDisabled_Is204(HostKind kind, string method)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync(method, "");
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.TextAsync()));
    }

    [Theory]
    [OnEveryHost("levels/function")]
    [OnEveryHost("levels/admin")]
    [OnEveryHost("admin/host/status")]
    [OnEveryHost("admin/functions")]
    [OnEveryHost("runtime/webhooks/contract")]
    public async Task Request_WithoutKey_Is401(HostKind kind, string path)
    {
        var host = await HostThatAsksForKeysAsync(kind);
        using var answer = await host.SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [OnEveryHost("levels/function")]
    [OnEveryHost("levels/admin")]
    [OnEveryHost("admin/host/status")]
    public async Task Request_WithWrongKey_Is401(HostKind kind, string path)
    {
        var host = await HostThatAsksForKeysAsync(kind);
        using var header = await host.GetAsync(path, ("x-functions-key", "wrong"));
        using var query = await host.GetAsync($"{path}?code=wrong");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (header.StatusCode, query.StatusCode));
    }

    [Theory] // of the local host, whose keys are known
    [InlineData("levels/function", Contract.FunctionKey, HttpStatusCode.OK)]
    [InlineData("levels/function", Contract.MasterKey, HttpStatusCode.OK)]
    [InlineData("levels/admin", Contract.FunctionKey, HttpStatusCode.Unauthorized)]
    [InlineData("levels/admin", Contract.MasterKey, HttpStatusCode.OK)]
    [InlineData("admin/host/status", Contract.MasterKey, HttpStatusCode.OK)]
    [InlineData("admin/host/status", Contract.FunctionKey, HttpStatusCode.Unauthorized)]
    [InlineData("process", "wrong", HttpStatusCode.OK)]
    public async Task Request_WithKey_PassesWhereTheKeyReaches(string path, string key, HttpStatusCode expected)
    {
        var (_, host) = await hosts.GetAsync(HostKind.Local);
        using var header = await host.GetAsync(path, ("x-functions-key", key));
        using var query = await host.GetAsync($"{path}?code={key}");
        Assert.Equal((expected, expected), (header.StatusCode, query.StatusCode));
    }

    /// <summary>Core Tools ask for no keys unless they are told to.</summary>
    private async Task<RunningHost> HostThatAsksForKeysAsync(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.SendAsync("GET", "admin/host/status");
        Assert.SkipWhen(kind == HostKind.Named && answer.IsSuccessStatusCode, "This host asks for no keys.");
        return host;
    }
}
