using System.Runtime.InteropServices;

namespace Bittensor.EndToEnd.Tests;

/// <summary>Holds a process still and lets it go on; not on Windows.</summary>
internal static partial class Suspension
{
    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    public static void Suspend(int process) => Send(process, IsMac ? 17 : 19);

    public static void Resume(int process) => Send(process, IsMac ? 19 : 18);

    private static void Send(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
