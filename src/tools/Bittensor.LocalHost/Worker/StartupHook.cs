using System.Diagnostics;
using System.Globalization;
using Bittensor.LocalHost.Worker;

/// <summary>Ends a worker when its host is gone, however that ended. The runtime calls it in the worker, before the app's own code:
/// DOTNET_STARTUP_HOOKS names this assembly.</summary>
/// <remarks>The runtime looks for this name outside of any namespace. Nothing here may use a library that the worker has not.</remarks>
internal static class StartupHook
{
    /// <summary>Begins to watch.</summary>
    public static void Initialize()
    {
        var id = int.Parse(Environment.GetEnvironmentVariable(WorkerProcess.WatchVariable)!, CultureInfo.InvariantCulture);
        new Thread(() => EndWith(id)) { IsBackground = true, Name = "Watch of the local host" }.Start();
    }

    private static void EndWith(int id)
    {
        try
        {
            using var host = Process.GetProcessById(id);
            host.WaitForExit();
        }
        catch (ArgumentException)
        {
            // it was gone before we looked
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
