namespace Bittensor.LocalWorker.Settings;

/// <summary>Finds the folder that holds host.json and local.settings.json.</summary>
internal static class AppFolder
{
    /// <summary>File every function app has.</summary>
    public const string HostJson = "host.json";

    /// <summary>Returns <paramref name="configured"/> if given, else the first of the program's folder and the current one that
    /// holds a host.json, else the program's.</summary>
    public static string Find(string? configured)
    {
        string[] candidates = configured is null ? [AppContext.BaseDirectory, Environment.CurrentDirectory] : [configured];
        return Path.GetFullPath(Array.Find(candidates, folder => File.Exists(Path.Combine(folder, HostJson))) ?? candidates[0]);
    }
}
