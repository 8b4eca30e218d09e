using System.Diagnostics;

namespace Bittensor.LocalHost;

/// <summary>Builds the app of a project folder, as <c>func start</c> does.</summary>
internal static class AppBuild
{
    /// <summary>Finds the output folder of an app; builds the app first where the folder has a project.</summary>
    /// <exception cref="LocalHostException">The folder has no app, or the build fails.</exception>
    public static async Task<string> OutputAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            throw new LocalHostException($"The folder {folder.FullName} does not exist.");
        }

        var projects = folder.GetFiles("*.csproj");
        if (projects.Length == 0)
        {
            return folder.FullName;
        }

        if (projects.Length > 1)
        {
            throw new LocalHostException($"{folder.FullName} has {projects.Length} projects; expected one.");
        }

        await DotnetAsync(["build", projects[0].FullName, "--nologo", "--verbosity", "quiet"], capture: false, cancellationToken);
        return (await DotnetAsync(["msbuild", projects[0].FullName, "-getProperty:TargetDir"], capture: true, cancellationToken)).Trim();
    }

    private static async Task<string> DotnetAsync(string[] arguments, bool capture, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = capture,
        };
        using var process = Process.Start(start)!;
        var output = capture ? await process.StandardOutput.ReadToEndAsync(cancellationToken) : "";
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new LocalHostException($"'dotnet {string.Join(' ', arguments)}' failed with code {process.ExitCode}. {output}");
        }

        return output;
    }
}
