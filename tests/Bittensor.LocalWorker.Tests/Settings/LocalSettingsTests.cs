using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Settings;

namespace Bittensor.LocalWorker.Tests.Settings;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-settings-test");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_AllSections_AreFlattened()
    {
        Write("""
            {
              "IsEncrypted": false, // comments are allowed
              "Values": { "Round__Schedule": "0 * * * * *", "Plain": "x", "Count": 3, "On": true },
              "ConnectionStrings": { "Db": "y" },
              "Host": { "LocalHttpPort": 7100, "CORS": "*" },
            }
            """);

        var settings = LocalSettings.Read(_folder.FullName);

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["Round:Schedule"] = "0 * * * * *", ["Plain"] = "x", ["Count"] = "3", ["On"] = "true",
                ["ConnectionStrings:Db"] = "y", ["LocalWorker:Port"] = "7100",
            },
            settings);
    }

    [Fact]
    public void Read_NoFile_IsEmpty() => Assert.Empty(LocalSettings.Read(_folder.FullName));

    [Theory]
    [InlineData("{", "local.settings.json")]
    [InlineData("""{"IsEncrypted":true}""", "IsEncrypted")]
    [InlineData("""{"Values":{"A":{"B":"c"}}}""", "'A'")]
    [InlineData("""{"Values":[]}""", "local.settings.json")]
    public void Read_Malformed_SaysWhere(string json, string expected)
    {
        Write(json);

        var e = Assert.Throws<FunctionAppException>(() => LocalSettings.Read(_folder.FullName));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder.FullName, LocalSettings.FileName), json);
}
