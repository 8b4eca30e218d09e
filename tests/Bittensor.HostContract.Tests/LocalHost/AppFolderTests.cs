using Bittensor.LocalHost;
using Bittensor.LocalHost.Settings;

namespace Bittensor.HostContract.Tests.LocalHost;

/// <summary>Reads of an app's output folder and its local.settings.json.</summary>
public sealed class AppFolderTests : IDisposable
{
    private const string WorkerConfig = """{"description":{"defaultExecutablePath":"dotnet","defaultWorkerPath":"App.dll"}}""";

    private static readonly Dictionary<string, string> None = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("app-folder-");

    [Fact]
    public void Read_BuiltApp_TellsItsProgramHostJsonAndSettings()
    {
        Write("worker.config.json", WorkerConfig);
        Write("host.json", """{"version":"2.0","extensions":{"http":{"routePrefix":"x"}}}""");
        Write("local.settings.json", """
            {
              // comments and trailing commas are let pass
              "Values": { "Text": "a", "Number": 1.5, "Flag": true, "Nothing": null, "Section__Name": "file", "PATH": "file" },
              "ConnectionStrings": { "Storage": "secret" },
              "Host": { "LocalHttpPort": 7080, "CORS": "*" },
            }
            """);

        var app = AppFolder.Read(_folder.FullName, new Dictionary<string, string> { ["Section__Name"] = "argument" });

        Assert.Equal(("dotnet", "App.dll", "x"), (app.Executable, app.Program, app.Host["extensions:http:routePrefix"]));
        Assert.Equal(("a", "1.5", "true", ""), (app.Settings["Text"], app.Settings["Number"], app.Settings["Flag"], app.Settings["Nothing"]));
        Assert.Equal("argument", app.Configuration()["Section:Name"]);
        Assert.Equal("secret", app.Configuration()["ConnectionStrings:Storage"]);
        Assert.DoesNotContain("PATH", app.Settings.Keys); // the environment has it already
        Assert.Equal(7080, LocalSettings.ReadPort(_folder.FullName));
    }

    [Fact]
    public void Read_NoLocalSettings_HasNeitherSettingsNorPort()
    {
        Write("worker.config.json", WorkerConfig);
        Write("host.json", "{}");
        Assert.Empty(AppFolder.Read(_folder.FullName, None).Settings);
        Assert.Null(LocalSettings.ReadPort(_folder.FullName));
    }

    [Theory]
    [InlineData("host.json")]
    [InlineData("worker.config.json")]
    public void Read_FileIsMissing_SaysWhich(string missing)
    {
        Write("worker.config.json", WorkerConfig);
        Write("host.json", "{}");
        File.Delete(Path.Combine(_folder.FullName, missing));
        AssertRefused(missing);
    }

    [Theory]
    [InlineData("host.json", "{")]
    [InlineData("worker.config.json", "{")]
    [InlineData("worker.config.json", "{}")]
    [InlineData("local.settings.json", "{")]
    [InlineData("local.settings.json", """{"Values":[]}""")]
    [InlineData("local.settings.json", """{"IsEncrypted":true,"Values":{}}""")]
    [InlineData("local.settings.json", """{"Values":{"Nested":{"Name":"x"}}}""")]
    public void Read_FileCannotBeRead_SaysWhere(string file, string content)
    {
        Write("worker.config.json", WorkerConfig);
        Write("host.json", "{}");
        Write(file, content);
        AssertRefused(_folder.FullName);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void AssertRefused(string part)
    {
        var error = Assert.Throws<LocalHostException>(() => AppFolder.Read(_folder.FullName, None));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(_folder.FullName, file), content);
}
