using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Bittensor.Axon.BlobModels;
using Bittensor.Engine.ModelFolders;
using Bittensor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Axon.Tests.BlobModels;

public sealed class BlobModelFolderTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly ModelBench _bench = new(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Open_FirstTime_CopiesEveryFile()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);

        var folder = await _bench.OpenAsync();

        Assert.Equal("small", Path.GetFileName(folder));
        Assert.Equivalent(model, ModelBench.Read(folder), strict: true);
    }

    [Fact]
    public async Task Open_FileOfSeveralParts_IsPutTogether()
    {
        var model = ModelBench.SmallModel();
        model["onnx/model.onnx_data"] = RandomNumberGenerator.GetBytes((40 << 20) + 3);
        await _bench.UploadAsync(model);
        var downloads = new Downloads();

        var folder = await _bench.OpenAsync(downloads);

        Assert.Equal(3, downloads.Names.Count(name => name == "model.onnx_data")); // 16 MiB a part
        Assert.Equal(SHA256.HashData(model["onnx/model.onnx_data"]), SHA256.HashData(ModelBench.Read(folder)["onnx/model.onnx_data"]));
    }

    [Fact]
    public async Task Open_UrlInTheSameAccount_CopiesEveryFile()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);

        var folder = await _bench.OpenAsync(source: _bench.Container.Uri.AbsoluteUri + "/small");

        Assert.Equivalent(model, ModelBench.Read(folder), strict: true);
    }

    [Fact]
    public async Task Open_UrlWithSharedAccessSignature_CopiesEveryFile()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        var signed = _bench.Container.GenerateSasUri(
            Azure.Storage.Sas.BlobContainerSasPermissions.Read | Azure.Storage.Sas.BlobContainerSasPermissions.List, DateTimeOffset.UtcNow.AddHours(1));

        var folder = await _bench.OpenAsync(source: new UriBuilder(signed) { Path = signed.AbsolutePath + "/small" }.Uri.AbsoluteUri);

        Assert.Equivalent(model, ModelBench.Read(folder), strict: true);
    }

    [Fact]
    public async Task Open_Unchanged_DownloadsNothing()
    {
        await _bench.UploadAsync(ModelBench.SmallModel());
        var folder = await _bench.OpenAsync();
        var downloads = new Downloads();

        Assert.Equal(folder, await _bench.OpenAsync(downloads));

        Assert.Empty(downloads.Names);
    }

    [Fact]
    public async Task Open_OneBlobChanged_DownloadsThatOne()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        await _bench.OpenAsync();
        model["tokenizer.json"] = "{\"new\":1}"u8.ToArray();
        await _bench.UploadAsync(new() { ["tokenizer.json"] = model["tokenizer.json"] });
        var downloads = new Downloads();

        var folder = await _bench.OpenAsync(downloads);

        Assert.Equal(["tokenizer.json"], downloads.Names);
        Assert.Equivalent(model, ModelBench.Read(folder), strict: true);
        Assert.Equal(model.Count + 1, _bench.Served.Count()); // the older copy is gone; a receipt lies beside the new one
    }

    [Fact]
    public async Task Open_FileOfTheCopyIsGone_IsRestored()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        File.Delete(Path.Combine(await _bench.OpenAsync(), "tokenizer.json"));

        Assert.Equivalent(model, ModelBench.Read(await _bench.OpenAsync()), strict: true);
    }

    [Fact]
    public async Task Open_AfterAnInterruption_DownloadsTheRest()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        var broken = new Downloads
        {
            Before = (name, _) => name == "tokenizer.json" ? throw new RequestFailedException(500, "The line is dead.") : Task.CompletedTask,
        };
        await Assert.ThrowsAsync<RequestFailedException>(() => _bench.OpenAsync(broken));
        Assert.Empty(_bench.Served);
        var downloads = new Downloads();

        var folder = await _bench.OpenAsync(downloads);

        Assert.Equal(["tokenizer.json"], downloads.Names);
        Assert.Equivalent(model, ModelBench.Read(folder), strict: true);
    }

    [Fact]
    public async Task Open_CancelledWhileItDownloads_ServesNothing()
    {
        await _bench.UploadAsync(ModelBench.SmallModel());
        using var stopping = new CancellationTokenSource();
        var downloads = new Downloads { Before = (name, _) => name == "model.onnx" ? stopping.CancelAsync() : Task.CompletedTask };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.OpenAsync(downloads, cancellationToken: stopping.Token));

        Assert.Empty(_bench.Served);
    }

    [Fact]
    public async Task Open_BlobChangesMeanwhile_IsRefused()
    {
        await _bench.UploadAsync(ModelBench.SmallModel());
        var downloads = new Downloads { Before = (name, _) => name == "model.onnx" ? _bench.UploadAsync(ModelBench.SmallModel()) : Task.CompletedTask };

        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync(downloads));

        Assert.Equal("onnx/model.onnx", fault.Path);
        Assert.Contains("changed", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Served);
    }

    [Fact]
    public async Task Open_BlobOfADownloadedFileChangesMeanwhile_IsRefused()
    {
        await _bench.UploadAsync(ModelBench.SmallModel());
        var downloads = new Downloads
        {
            Before = (name, _) => name == "tokenizer.json" ? _bench.UploadAsync(new() { ["config.json"] = "{\"a\":1}"u8.ToArray() }) : Task.CompletedTask,
        };

        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync(downloads));

        Assert.Contains("changed", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Served);
    }

    [Fact]
    public async Task Open_WrongMd5_IsRefused()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        await _bench.Container.GetBlobClient("small/tokenizer.json").SetHttpHeadersAsync(
            new BlobHttpHeaders { ContentHash = new byte[16] }, cancellationToken: ModelBench.Token);

        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync());

        Assert.Equal("tokenizer.json", fault.Path);
        Assert.Contains("expected AAAAAAAAAAAAAAAAAAAAAA==", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Served);
    }

    [Fact]
    public async Task Open_WrongSha256InMetadata_IsRefused()
    {
        await _bench.UploadAsync(ModelBench.SmallModel(), new() { Metadata = new Dictionary<string, string> { ["sha256"] = new('0', 64) } });

        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync());

        Assert.Contains("SHA-256", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Served);
    }

    [Fact]
    public async Task Open_ListOfChecksums_TakesWhatItNames()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        await _bench.UploadAsync(new() { ["notes.txt"] = [1], ["SHA256SUMS"] = ListOf(model) });

        Assert.Equivalent(model, ModelBench.Read(await _bench.OpenAsync()), strict: true);
    }

    [Fact]
    public async Task Open_ListNamesAFileThatIsNotThere_IsRefused()
    {
        var model = ModelBench.SmallModel();
        var list = ListOf(model);
        model.Remove("tokenizer.json");
        await _bench.UploadAsync(model);
        await _bench.UploadAsync(new() { ["SHA256SUMS"] = list });
        var downloads = new Downloads();

        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync(downloads));

        Assert.Equal("tokenizer.json", fault.Path);
        Assert.Equal(["SHA256SUMS"], downloads.Names);
    }

    [Fact]
    public async Task Open_ListHasAnotherChecksum_IsRefused()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        model["config.json"] = "{ }"u8.ToArray();
        await _bench.UploadAsync(new() { ["SHA256SUMS"] = ListOf(model) });

        Assert.Equal("config.json", (await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync())).Path);
    }

    [Fact]
    public async Task Open_ListIsNone_IsRefused()
    {
        await _bench.UploadAsync(ModelBench.SmallModel());
        await _bench.UploadAsync(new() { ["SHA256SUMS"] = "something else"u8.ToArray() });

        Assert.Equal("SHA256SUMS", (await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync())).Path);
    }

    [Fact]
    public async Task Open_NoGraph_IsRefusedBeforeAnythingIsDownloaded()
    {
        await _bench.UploadAsync(new() { ["config.json"] = [1, 2] });
        var downloads = new Downloads();

        await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync(downloads));

        Assert.Empty(downloads.Names);
    }

    [Fact]
    public async Task Open_SomebodyListens_BytesAreMeasured()
    {
        using var recorder = new TelemetryRecorder(AxonTelemetry.Name);
        var model = new Dictionary<string, byte[]> { ["model.onnx"] = new byte[123_457] };
        await _bench.UploadAsync(model);

        await _bench.OpenAsync();

        var measured = recorder.Of("bittensor.model.download.size");
        Assert.All(measured, part => Assert.Equal("By", part.Unit));
        Assert.True(measured.Sum(part => part.Value) >= 123_457);
    }

    [Fact]
    public async Task Open_NoSuchPlace_SaysSo()
    {
        var fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync());
        Assert.Contains(_bench.Source, fault.Message, StringComparison.Ordinal);

        await _bench.Container.CreateAsync(cancellationToken: ModelBench.Token);
        fault = await Assert.ThrowsAsync<ModelSourceException>(() => _bench.OpenAsync());
        Assert.Contains("There are no blobs", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_TwoProcessesAtOnce_OneDownloads()
    {
        var model = ModelBench.SmallModel();
        await _bench.UploadAsync(model);
        var downloads = new Downloads();

        var folders = await Task.WhenAll(_bench.OpenAsync(downloads), _bench.OpenAsync(downloads));

        Assert.Equal(folders[0], folders[1]);
        Assert.Equal(model.Count, downloads.Names.Count);
    }

    [Fact]
    public async Task Progress_WhileItDownloads_TellsHowFar()
    {
        var model = new Dictionary<string, byte[]> { ["a.bin"] = new byte[1 << 20], ["model.onnx"] = new byte[3 << 20] };
        await _bench.UploadAsync(model);
        var told = "";
        IModelFolderSource source = null!;
        var downloads = new Downloads
        {
            Before = (name, _) =>
            {
                told = name == "model.onnx" ? source.Progress : told;
                return Task.CompletedTask;
            },
        };
        await using var process = _bench.Start(downloads);
        source = process.GetRequiredService<IModelFolderSource>();
        Assert.Null(source.Progress);

        await source.OpenAsync(ModelBench.Token);

        Assert.Contains("1.0 of 4.0 MiB (25 %)", told, StringComparison.Ordinal);
    }

    /// <summary>What <c>sha256sum</c> writes.</summary>
    private static byte[] ListOf(Dictionary<string, byte[]> model) => Encoding.UTF8.GetBytes(string.Concat(
        model.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  ./{file.Key}\n")));
}
