using System.Diagnostics;

namespace Bittensor.Infra.Tests.Support;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it.</summary>
    /// <param name="program">Path or name.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables that are set beside those of this process.</param>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test unless the program ended well.</summary>
    public ToolResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output + Error);
        return this;
    }
}
