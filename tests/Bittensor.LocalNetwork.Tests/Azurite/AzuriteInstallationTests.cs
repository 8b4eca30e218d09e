using System.Text.Json;
using Bittensor.LocalNetwork.Azurite;

namespace Bittensor.LocalNetwork.Tests.Azurite;

public class AzuriteInstallationTests
{
    [Fact]
    public async Task EnsureAsync_NpmFails_SaysWhatNpmSaidAndInstallsLater()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-cache").FullName;
        try
        {
            // node instead of npm: "node ci ..." fails like a broken npm would, quickly and without a network
            var broken = new AzuriteOptions { CacheFolder = folder, NpmCommand = "node" };
            for (var attempt = 0; attempt < 2; attempt++) // a failed installation must not pass for a finished one
            {
                var e = await Assert.ThrowsAsync<AzuriteException>(
                    () => AzuriteInstallation.EnsureAsync(broken, TestContext.Current.CancellationToken));
                Assert.Contains("ended with code 1", e.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task EnsureAsync_AnotherProcessInstalls_WaitsUntilTheTimeout()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-cache").FullName;
        try
        {
            var broken = new AzuriteOptions { CacheFolder = folder, NpmCommand = "node" };
            await Assert.ThrowsAsync<AzuriteException>(() => AzuriteInstallation.EnsureAsync(broken, TestContext.Current.CancellationToken));
            var lockFile = Assert.Single(Directory.GetFiles(folder, "*.lock"));
            await using var held = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

            List<string> progress = [];
            var impatient = new AzuriteOptions
            {
                CacheFolder = folder, InstallTimeout = TimeSpan.FromMilliseconds(300), Progress = progress.Add,
            };
            var e = await Assert.ThrowsAsync<AzuriteException>(
                () => AzuriteInstallation.EnsureAsync(impatient, TestContext.Current.CancellationToken));

            Assert.Contains("took longer", e.Message, StringComparison.Ordinal);
            Assert.Contains("another process", Assert.Single(progress), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void PackageLock_Always_HoldsIntegrityButNoAddresses()
    {
        using var stream = typeof(AzuriteProcess).Assembly.GetManifestResourceStream("package-lock.json")!;
        using var document = JsonDocument.Parse(stream);

        var packages = document.RootElement.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0).ToList();

        Assert.NotEmpty(packages);
        Assert.All(packages, p => Assert.True(p.Value.TryGetProperty("integrity", out _), p.Name));
        Assert.All(packages, p => Assert.False(p.Value.TryGetProperty("resolved", out _), p.Name));
    }
}
