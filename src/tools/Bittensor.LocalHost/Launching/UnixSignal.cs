using System.Runtime.InteropServices;

namespace Bittensor.LocalHost.Launching;

/// <summary>Asks a process to end, where the system has a way to ask.</summary>
internal static partial class UnixSignal
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM.</summary>
    /// <param name="process">Its id.</param>
    /// <returns>Whether it was sent; never on Windows.</returns>
    public static bool TryTerminate(int process) => !OperatingSystem.IsWindows() && Kill(process, Terminate) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
