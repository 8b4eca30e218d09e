using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalHost.Settings;

/// <summary>A function app's output folder, read as the Functions host reads it.</summary>
internal sealed class AppFolder
{
    /// <summary>Prefix of environment variables that override host.json, as the host has it.</summary>
    private const string HostJsonPrefix = "AzureFunctionsJobHost__";

    private AppFolder(string folder, string executable, string program, IConfiguration host, IReadOnlyDictionary<string, string> settings)
    {
        Folder = folder;
        Executable = executable;
        Program = program;
        Host = host;
        Settings = settings;
    }

    /// <summary>The folder itself, absolute.</summary>
    public string Folder { get; }

    /// <summary>What starts the worker: <c>dotnet</c>, or an executable of the app.</summary>
    public string Executable { get; }

    /// <summary>The worker's assembly, relative to the folder.</summary>
    public string Program { get; }

    /// <summary>host.json, with what the environment overrides.</summary>
    public IConfiguration Host { get; }

    /// <summary>Settings from local.settings.json and the command line, as environment variables for the worker.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Reads an app.</summary>
    /// <param name="folder">Its output folder: that of worker.config.json and host.json.</param>
    /// <param name="arguments">Settings from the command line; they win over all others.</param>
    /// <exception cref="LocalHostException">A file is missing or cannot be read.</exception>
    public static AppFolder Read(string folder, IReadOnlyDictionary<string, string> arguments)
    {
        var path = Path.GetFullPath(folder);
        var workerConfig = Path.Combine(path, "worker.config.json");
        var hostJson = Path.Combine(path, "host.json");
        foreach (var file in (string[])[workerConfig, hostJson])
        {
            if (!File.Exists(file))
            {
                throw new LocalHostException($"{file} is missing; expected the output folder of a function app that was built.");
            }
        }

        try
        {
            using var config = JsonDocument.Parse(File.ReadAllText(workerConfig));
            var description = config.RootElement.GetProperty("description");
            return new AppFolder(
                path,
                description.GetProperty("defaultExecutablePath").GetString()!,
                description.GetProperty("defaultWorkerPath").GetString()!,
                new ConfigurationBuilder().AddJsonFile(hostJson).AddEnvironmentVariables(HostJsonPrefix).Build(),
                Merge(LocalSettings.Read(path), arguments));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidDataException)
        {
            throw new LocalHostException($"The app in {path} cannot be read: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>All settings of the app: its own, and the environment's.</summary>
    public IConfiguration Configuration() => new ConfigurationBuilder()
        .AddEnvironmentVariables()
        .AddInMemoryCollection(Settings.Select(setting => KeyValuePair.Create(ToKey(setting.Key), (string?)setting.Value)))
        .Build();

    /// <summary>A setting that the environment has already is kept, as Core Tools do; arguments win over both.</summary>
    private static Dictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> local, IReadOnlyDictionary<string, string> arguments)
    {
        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in local)
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                merged[name] = value;
            }
        }

        foreach (var (name, value) in arguments)
        {
            merged[name] = value;
        }

        return merged;
    }

    private static string ToKey(string variable) => variable.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}
