using System.Diagnostics;
using System.Globalization;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>Processes of this machine, as Linux shows them under /proc.</summary>
internal static class ProcessTable
{
    /// <summary>Skips a test that has to find or signal processes where this cannot be done.</summary>
    public static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found by /proc.");

    /// <summary>A process, and those that it started, and so on; nothing elsewhere than on Linux.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [root];
        }

        var children = Process.GetProcesses().Select(process => process.Id).ToLookup(ParentOf);
        var found = new List<int> { root };
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(children[found[index]]);
        }

        return found;
    }

    /// <summary>Id of the process that started another; 0 where that has gone.</summary>
    public static int ParentOf(int id)
    {
        // "PID (NAME) STATE PARENT ...", where NAME may hold anything
        var stat = Read($"/proc/{id}/stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a process runs; one that has ended and was not waited for does not.</summary>
    public static bool IsAlive(int id)
    {
        var stat = Read($"/proc/{id}/stat");
        return stat.Length > 0 && stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[1] is not ("Z" or "X");
    }

    /// <summary>Whether a process is a worker of a Functions host, by the arguments that the host gives.</summary>
    public static bool IsWorker(int id)
    {
        var arguments = Read($"/proc/{id}/cmdline").Split('\0');
        return arguments.Contains("--functions-worker-id") || arguments.Contains("--workerId");
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has gone
        }
    }
}
