using Azure.Storage.Blobs;
using Bittensor.Axon;
using Bittensor.Deployment;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Bittensor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Infra.Tests.DeploymentTool;

public sealed class FolderUploadTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient _container = new(azurite.ConnectionString, UniqueName.Create("models"));
    private readonly string _folder = Directory.CreateTempSubdirectory("upload-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _container.CreateAsync(cancellationToken: Token);
        Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), "{}", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "onnx", "model.onnx"), "graph", Token);
    }

    [Fact]
    public async Task Run_EmptyPlace_UploadsEveryFileAndTheList()
    {
        Assert.Equal(UploadOutcome.Uploaded, await RunAsync("small/"));
        Assert.Equal(["small/SHA256SUMS", "small/config.json", "small/onnx/model.onnx"], await NamesAsync());
    }

    [Fact]
    public async Task Run_Again_WritesNothing()
    {
        await RunAsync("small/");
        var before = (await _container.GetBlobClient("small/config.json").GetPropertiesAsync(cancellationToken: Token)).Value.ETag;
        Assert.Equal(UploadOutcome.Unchanged, await RunAsync("small/"));
        Assert.Equal(before, (await _container.GetBlobClient("small/config.json").GetPropertiesAsync(cancellationToken: Token)).Value.ETag);
    }

    [Fact] // as an upload that was cut off leaves it
    public async Task Run_FileMissing_UploadsItAlone()
    {
        await RunAsync("small/");
        await _container.DeleteBlobAsync("small/onnx/model.onnx", cancellationToken: Token);
        Assert.Equal(UploadOutcome.Uploaded, await RunAsync("small/"));
        Assert.Equal(["small/SHA256SUMS", "small/config.json", "small/onnx/model.onnx"], await NamesAsync());
    }

    [Fact]
    public async Task Run_OtherFilesThere_LeavesThemAlone()
    {
        await _container.UploadBlobAsync("small/mine.onnx", BinaryData.FromString("mine"), Token);
        Assert.Equal(UploadOutcome.KeptWhatIsThere, await RunAsync("small/"));
        Assert.Equal(["small/mine.onnx"], await NamesAsync());
    }

    [Fact]
    public async Task Run_OtherVersionThere_LeavesItAlone()
    {
        await RunAsync("small/");
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), """{"changed": true}""", Token);
        Assert.Equal(UploadOutcome.KeptWhatIsThere, await RunAsync("small/"));
        Assert.Equal("{}", (await _container.GetBlobClient("small/config.json").DownloadContentAsync(Token)).Value.Content.ToString());
    }

    [Fact]
    public async Task Run_NeighbourWithTheSameBeginning_IsNotLookedAt()
    {
        await _container.UploadBlobAsync("small-2/model.onnx", BinaryData.FromString("other"), Token);
        Assert.Equal(UploadOutcome.Uploaded, await RunAsync("small/"));
    }

    [Fact] // what is uploaded is what an axon takes
    public async Task Run_SampleModel_CanBeServedFromBlobStorage()
    {
        await new FolderUpload(_container, "nano/").RunAsync(SampleModels.SampleModels.Folder("nano"), Token);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Model:Source"] = $"{_container.Name}/nano",
            ["Model:Cache"] = Path.Combine(_folder, "cache"),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(settings).AddSingleton(TimeProvider.System).AddLogging().AddAxon();
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section);
        await using var provider = services.BuildServiceProvider();
        var folder = await provider.GetRequiredService<IModelFolderSource>().OpenAsync(Token);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(SampleModels.SampleModels.Folder("nano"), "model.onnx"), Token),
            await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx"), Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _container.DeleteAsync(cancellationToken: CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private Task<UploadOutcome> RunAsync(string prefix) => new FolderUpload(_container, prefix).RunAsync(_folder, Token);

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(cancellationToken: Token))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
