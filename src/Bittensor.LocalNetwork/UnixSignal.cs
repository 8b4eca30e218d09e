using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bittensor.LocalNetwork;

/// <summary>Asks a process to end, where the system has a way to ask.</summary>
internal static class UnixSignal
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM.</summary>
    /// <returns>Whether it was sent; never on Windows.</returns>
    public static bool TryTerminate(Process process) => !OperatingSystem.IsWindows() && Kill(process.Id, Terminate) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
