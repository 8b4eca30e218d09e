using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Bittensor.Testing;
using Bittensor.Testing.TinyModels;

namespace Bittensor.Axon.Tests.BlobModels;

public sealed class ModelFromBlobsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient _container = new(azurite.ConnectionString, UniqueName.Create("models"));
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("bittensor-cache");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _container.CreateAsync(cancellationToken: Token);
        var folder = TinyModel.Folder("position-ids");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await _container.GetBlobClient($"tiny/{Path.GetRelativePath(folder, file)}").UploadAsync(file, Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _cache.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_ModelInAContainer_AnswersFromIt()
    {
        await using var axon = await StartAsync();

        var metadata = await axon.Http.GetFromJsonAsync<JsonElement>("metadata", Token);
        Assert.Equal("tiny", metadata.GetProperty("model").GetString());
        using var answer = await axon.Http.PostAsJsonAsync("TextSeq2Seq", new { text = new[] { "ab" }, num_to_generate = 3, num_beams = 1 }, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Start_AfterAKill_DownloadsNothing()
    {
        await using (var killed = await StartAsync())
        {
            await killed.KillAsync();
        }

        await using var again = await StartAsync();

        await Eventually.TrueAsync(() => again.Output().Contains("nothing is downloaded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_BlobIsNotWhatItsChecksumSays_StopsAndSaysWhich()
    {
        await _container.GetBlobClient("tiny/tokenizer.json").SetHttpHeadersAsync(new BlobHttpHeaders { ContentHash = new byte[16] }, cancellationToken: Token);
        await using var axon = new AxonProcess { Configure = Configure };

        var output = await axon.FailAsync();

        Assert.Contains("tokenizer.json: Its MD5 is", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_cache.EnumerateDirectories("tiny", SearchOption.AllDirectories), folder => folder.Parent!.Name != "partial");
    }

    private async Task<AxonProcess> StartAsync()
    {
        var axon = new AxonProcess { Configure = Configure };
        await axon.InitializeAsync();
        return axon;
    }

    private void Configure(Dictionary<string, string> settings)
    {
        settings["AzureWebJobsStorage"] = azurite.ConnectionString;
        settings["Model__Folder"] = "";
        settings["Model__Source"] = $"{_container.Name}/tiny";
        settings["Model__Cache"] = _cache.FullName;
    }
}
