using System.Diagnostics;
using System.Globalization;

/// <summary>Ends a program when the process that started it is gone, however that ended: a worker with its host. The runtime calls it
/// before the program's own code: DOTNET_STARTUP_HOOKS names this assembly.</summary>
/// <remarks>The runtime looks for this name outside of any namespace. Nothing here may use a library that the program has not.</remarks>
internal static class StartupHook
{
    private const string HooksVariable = "DOTNET_STARTUP_HOOKS", ProcessVariable = "LOCALHOST_PROCESS_ID";

    /// <summary>Adds to a program's environment that it ends with this process.</summary>
    public static void Watch(IDictionary<string, string> environment)
    {
        var hooks = Environment.GetEnvironmentVariable(HooksVariable);
        var watch = typeof(StartupHook).Assembly.Location;
        environment[HooksVariable] = string.IsNullOrEmpty(hooks) ? watch : $"{hooks}{Path.PathSeparator}{watch}";
        environment[ProcessVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Begins to watch.</summary>
    public static void Initialize()
    {
        var id = int.Parse(Environment.GetEnvironmentVariable(ProcessVariable)!, CultureInfo.InvariantCulture);
        new Thread(() => EndWith(id)) { IsBackground = true, Name = "Watch of the local host" }.Start();
    }

    private static void EndWith(int id)
    {
        try
        {
            using var starter = Process.GetProcessById(id);
            starter.WaitForExit();
        }
        catch (ArgumentException)
        {
            // it was gone before we looked
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
