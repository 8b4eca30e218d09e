using Bittensor.Deployment;

namespace Bittensor.Infra.Tests.DeploymentTool;

public sealed class UploadChecksumsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checksums-").FullName;

    [Fact] // SHA-256 of "abc" and of nothing: FIPS 180-2, B.1, and RFC 6234
    public async Task Of_Folder_ListsEveryFileAsSha256sumDoes()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "onnx", "model.onnx"), "abc", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "SHA256SUMS"), "old", TestContext.Current.CancellationToken);
        var list = await UploadChecksums.OfAsync(_folder, TestContext.Current.CancellationToken);
        Assert.Equal(["config.json", "onnx/model.onnx"], list.Paths);
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  config.json\n"
            + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  onnx/model.onnx\n",
            list.Text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
