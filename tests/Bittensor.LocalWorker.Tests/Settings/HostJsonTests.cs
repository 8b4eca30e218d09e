using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Settings;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Tests.Settings;

public sealed class HostJsonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-json-test");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_NoFile_HasTheHostsDefaults()
    {
        var host = HostJson.Read(_folder.FullName, Settings());

        Assert.Equal("api", host.Http.RoutePrefix);
        Assert.Equal(
            (16, null, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
            (host.Queues.BatchSize, host.Queues.NewBatchThreshold, host.Queues.MaxDequeueCount, host.Queues.VisibilityTimeout,
                host.Queues.MaxPollingInterval, host.Queues.LeaseDuration));
    }

    [Fact]
    public void Read_FileAndSetting_SettingWins()
    {
        Write("""{"extensions":{"http":{"routePrefix":""},"queues":{"batchSize":4,"visibilityTimeout":"00:00:30"}}}""");

        var host = HostJson.Read(_folder.FullName, Settings(("AzureFunctionsJobHost:extensions:queues:batchSize", "7")));

        Assert.Equal((string.Empty, 7, TimeSpan.FromSeconds(30)), (host.Http.RoutePrefix, host.Queues.BatchSize, host.Queues.VisibilityTimeout));
    }

    [Fact]
    public void Read_SeveralValuesOutOfRange_AllAreNamed()
    {
        Write("""{"extensions":{"queues":{"batchSize":33,"maxDequeueCount":0,"messageEncoding":"rot13"}}}""");

        var e = Assert.Throws<FunctionAppException>(() => HostJson.Read(_folder.FullName, Settings()));

        Assert.Equal(3, e.Problems.Count);
        Assert.Contains("BatchSize", e.Message, StringComparison.Ordinal);
        Assert.Contains("MaxDequeueCount", e.Message, StringComparison.Ordinal);
        Assert.Contains("MessageEncoding", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"extensions\":")]
    [InlineData("""{"extensions":{"queues":{"batchSize":"many"}}}""")]
    public void Read_Malformed_NamesTheFile(string json)
    {
        Write(json);

        Assert.Contains("host.json", Assert.Throws<FunctionAppException>(() => HostJson.Read(_folder.FullName, Settings())).Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder.FullName, AppFolder.HostJson), json);
}
