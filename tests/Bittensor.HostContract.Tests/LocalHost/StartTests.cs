using System.Diagnostics;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.LocalHost;

/// <summary>The local host's command, and what it prints.</summary>
public class StartTests(SharedHosts hosts)
{
    [Fact]
    public async Task Start_RunningApp_ListsEveryFunctionAndWhatStartsIt()
    {
        var (_, host) = await hosts.GetAsync(HostKind.Local);
        var address = host.Http.BaseAddress!.ToString();
        var lines = host.Output.Split('\n').Select(line => line.Trim()).ToArray();
        Assert.Contains($"Echo: {address}EchoOf/{{word}}/{{number:int?}}", lines);
        Assert.Contains($"NoRoute: {address}NoRoute", lines);
        Assert.Contains("EverySecond: timer * * * * * *", lines);
        Assert.Contains("Plain: queue %ContractName%-plain", lines);
        Assert.Contains($"Listening on {address.TrimEnd('/')}", lines);
    }

    [Theory]
    [InlineData("no-such-folder", "does not exist")]
    [InlineData(".", "worker.config.json is missing")]
    public async Task Start_FolderWithoutApp_SaysSoAndFails(string folder, string reason)
    {
        var empty = Directory.CreateTempSubdirectory("no-app-");
        var (code, errors) = await RunAsync(["start", Path.Combine(empty.FullName, folder), "--port", "0"]);
        empty.Delete();
        Assert.Equal(1, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [AppPaths.LocalHost, .. arguments])
            {
                RedirectStandardError = true,
            })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
