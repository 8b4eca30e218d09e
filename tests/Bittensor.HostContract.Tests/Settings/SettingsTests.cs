using Bittensor.HostContract.Tests.Support;
using Bittensor.Testing;

namespace Bittensor.HostContract.Tests.Settings;

/// <summary>What reaches the worker: settings, host.json, traces; and what does not.</summary>
public class SettingsTests(SharedHosts hosts)
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [OnEveryHost]
    public async Task Setting_EnvironmentOfTheHost_ReachesTheWorker(HostKind kind)
    {
        var (contract, host) = await hosts.GetAsync(kind);
        Assert.Equal((contract.Name, contract.Name), await SettingAsync(host, "ContractName"));
        Assert.Equal((contract.Name, contract.Name), await SettingAsync(host, "AzureFunctionsWebHost__hostid"));
        Assert.Equal(("dotnet-isolated", "dotnet-isolated"), await SettingAsync(host, "FUNCTIONS_WORKER_RUNTIME"));
        Assert.Equal((null, null), await SettingAsync(host, "ContractMissing"));
    }

    [Theory]
    [OnEveryHost]
    public async Task Setting_LocalSettingsJson_ReachesTheWorkerAndTheEnvironmentWins(HostKind kind)
    {
        await using var contract = hosts.Create(kind);
        using var folder = new AppCopy(AppPaths.Contract);
        folder.Write("local.settings.json", """
            {
              // as a developer has it
              "IsEncrypted": false,
              "Values": {
                "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated",
                "ContractSection__FromFile": "file",
                "ContractSchedule": "rubbish",
              }
            }
            """);
        var host = await contract.StartAsync(folder.Path, "process");
        var (environment, configuration) = await SettingAsync(host, "ContractSection__FromFile");
        Assert.SkipWhen(kind == HostKind.Named && environment is null, "This host reads no local.settings.json; Core Tools do.");

        Assert.Equal(("file", "file"), (environment, configuration));
        Assert.Equal("*/2 * * * * *", (await SettingAsync(host, "ContractSchedule")).Environment);
    }

    [Theory] // not routePrefix: the worker reads that from host.json by itself
    [OnEveryHost]
    public async Task HostJson_OverriddenByTheEnvironment_TheEnvironmentCounts(HostKind kind)
    {
        await using var contract = hosts.Create(kind);
        await contract.StartAsync(("AzureFunctionsJobHost__extensions__queues__maxDequeueCount", "1"));
        var poison = await contract.QueueAsync("failing-poison");
        await (await contract.QueueAsync("failing")).SendMessageAsync("9 failures", TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(async () => (await poison.PeekMessagesAsync(1)).Value.Length > 0, Contract.Patience);
        Assert.Single(await contract.RowsAsync("Failing"));
    }

    [Theory]
    [OnEveryHost]
    public async Task Trace_CallersTraceParent_ReachesTheFunction(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await host.GetAsync(
            "trace", ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"), ("tracestate", "contract=1"));
        var json = await answer.JsonAsync();
        Assert.Contains(TraceId, json.GetProperty("traceParent").GetString(), StringComparison.Ordinal);
        Assert.Contains(TraceId, json.GetProperty("header").GetString(), StringComparison.Ordinal);
        Assert.Equal(TraceId, json.GetProperty("current").GetString());
    }

    [Theory]
    [OnEveryHost]
    public async Task Trace_CallerHasNone_EveryRequestIsATraceOfItsOwn(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var one = await host.GetAsync("trace");
        using var two = await host.GetAsync("trace");
        var ids = new[] { one, two }.Select(async answer => (await answer.JsonAsync()).GetProperty("current").GetString());
        Assert.Equal(2, (await Task.WhenAll(ids)).Distinct().Count());
    }

    [Theory] // which is why an app has to filter itself what it exports
    [OnEveryHost("Contract.Quiet", true)]
    [OnEveryHost("Contract.Filtered", false)]
    [OnEveryHost("Contract.Loud", true)]
    public async Task Log_LevelOfACategory_IsTheWorkersOwnAndNotThatOfHostJson(HostKind kind, string category, bool enabled)
    {
        var (_, host) = await hosts.GetAsync(kind);
        Assert.Equal(enabled, await LogAsync(host, category, "level"));
    }

    [Theory]
    [OnEveryHost]
    public async Task Log_BelowTheLevelOfHostJson_IsNotPrintedByTheHost(HostKind kind)
    {
        var (_, host) = await hosts.GetAsync(kind);
        var (quiet, loud) = ($"quiet{Guid.NewGuid():N}", $"loud{Guid.NewGuid():N}");
        await LogAsync(host, "Contract.Quiet", quiet);
        await LogAsync(host, "Contract.Loud", loud);
        await Eventually.TrueAsync(() => host.Output.Contains(loud, StringComparison.Ordinal), Contract.Patience);
        Assert.DoesNotContain(quiet, host.Output, StringComparison.Ordinal);
    }

    private static async Task<(string? Environment, string? Configuration)> SettingAsync(RunningHost host, string name)
    {
        using var answer = await host.SendAsync("GET", $"settings/{name}");
        var json = await answer.JsonAsync();
        return (json.GetProperty("environment").GetString(), json.GetProperty("configuration").GetString());
    }

    private static async Task<bool> LogAsync(RunningHost host, string category, string id)
    {
        using var answer = await host.SendAsync("POST", $"logs/{category}/{id}");
        return (await answer.JsonAsync()).GetProperty("isEnabled").GetBoolean();
    }

    /// <summary>A copy of an app's output folder.</summary>
    private sealed class AppCopy : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-contract-");

        public AppCopy(string source)
        {
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var target = System.IO.Path.Combine(_folder.FullName, System.IO.Path.GetRelativePath(source, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        public string Path => _folder.FullName;

        public void Write(string file, string content) => File.WriteAllText(System.IO.Path.Combine(Path, file), content);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
