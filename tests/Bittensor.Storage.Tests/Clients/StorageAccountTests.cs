using Bittensor.Storage.Clients;
using Microsoft.Extensions.Configuration;

namespace Bittensor.Storage.Tests;

public class StorageAccountTests
{
    private static StorageAccount Read(params (string Key, string Value)[] settings) => StorageAccount.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());

    [Fact]
    public void From_ConnectionString_IsUsed() => Assert.Equal("secret", Read(("AzureWebJobsStorage", "secret")).ConnectionString);

    [Fact]
    public void From_AccountName_IsAddressOfEachService()
    {
        var account = Read(("AzureWebJobsStorage:accountName", "net"), ("AzureWebJobsStorage:clientId", "id"));

        Assert.Equal(
            ("https://net.table.core.windows.net/", "https://net.queue.core.windows.net/", "id"),
            (account.TableUri!.AbsoluteUri, account.QueueUri!.AbsoluteUri, account.ClientId));
    }

    [Fact]
    public void From_ServiceUris_AreUsed()
    {
        var account = Read(("AzureWebJobsStorage:tableServiceUri", "https://a/"), ("AzureWebJobsStorage:queueServiceUri", "https://b/"));

        Assert.Equal(("https://a/", "https://b/"), (account.TableUri!.AbsoluteUri, account.QueueUri!.AbsoluteUri));
    }

    [Fact]
    public void From_Nothing_SaysWhatToSet() =>
        Assert.Contains("AzureWebJobsStorage__accountName", Assert.Throws<InvalidOperationException>(() => Read()).Message, StringComparison.Ordinal);
}
