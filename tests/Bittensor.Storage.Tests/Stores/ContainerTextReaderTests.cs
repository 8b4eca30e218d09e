using Azure.Storage.Blobs;
using Bittensor.Storage.Clients;
using Bittensor.Storage.Stores;
using Bittensor.Testing;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Bittensor.Storage.Tests;

public sealed class ContainerTextReaderTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_Container_GivesItsTextBlobsByName()
    {
        var name = UniqueName.Create("texts");
        var container = new BlobContainerClient(azurite.ConnectionString, name);
        await container.CreateAsync(cancellationToken: Token);
        await container.UploadBlobAsync("b.txt", BinaryData.FromString("second"), Token);
        await container.UploadBlobAsync("a/first.txt", BinaryData.FromString("first"), Token);
        await container.UploadBlobAsync("c.bin", BinaryData.FromString("no text"), Token);
        await container.UploadBlobAsync("d.txt", BinaryData.FromString(""), Token);

        Assert.Equal(["first", "second"], await Reader(name).ReadAsync(Token));
    }

    [Fact]
    public async Task Read_NoContainer_NamesSetting()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Reader(UniqueName.Create("none")).ReadAsync(Token));
        Assert.Contains("Tasks:Container", fault.Message, StringComparison.Ordinal);
    }

    private ContainerTextReader Reader(string container)
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = azurite.ConnectionString };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var clients = new StorageClients(configuration, Options.Create(new StorageOptions()), []);
        return new(Options.Create(new TaskOptions { Container = container }), clients);
    }
}
