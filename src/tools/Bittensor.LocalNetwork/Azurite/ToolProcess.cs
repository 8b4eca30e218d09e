using System.ComponentModel;
using System.Diagnostics;

namespace Bittensor.LocalNetwork.Azurite;

/// <summary>Starts Node.js and npm with redirected streams, and says clearly when they are not there.</summary>
internal static class ToolProcess
{
    /// <summary>Starts a program without a shell; standard input, output and error are pipes.</summary>
    /// <exception cref="AzuriteException">The program does not exist.</exception>
    public static Process Start(string command, IEnumerable<string> arguments, string workingFolder)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AzuriteException(
                $"Could not start '{command}': {e.Message}. Azurite needs Node.js 20 or newer with npm on the PATH: https://nodejs.org.", e);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="AzuriteException">It does not exist, or ended with another code than 0.</exception>
    public static async Task RunAsync(string command, IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        using var process = Start(command, arguments, workingFolder);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new AzuriteException(
                    $"'{command} {string.Join(' ', arguments)}' in {workingFolder} ended with code {process.ExitCode}:\n{await output}{await error}".TrimEnd());
            }
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>Ends the process and its children if it still runs.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended already
        }
    }
}
