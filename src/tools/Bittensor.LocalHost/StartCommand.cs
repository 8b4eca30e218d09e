using System.Diagnostics;
using System.Runtime.InteropServices;
using Bittensor.LocalHost.Settings;

namespace Bittensor.LocalHost;

/// <summary>What the command <c>start</c> is asked for.</summary>
/// <param name="Folders">Project or output folders of the apps.</param>
/// <param name="Port">TCP port of the first app; none for that of local.settings.json or 7071.</param>
/// <param name="UseCoreTools">Whether Core Tools serve in place of this program.</param>
/// <param name="Parent">Id of a process with which the host ends.</param>
/// <param name="StopTimeout">Time that running functions have to finish.</param>
/// <param name="Settings">Settings for the apps.</param>
internal sealed record StartOptions(
    DirectoryInfo[] Folders, int? Port, bool UseCoreTools, int? Parent, TimeSpan StopTimeout, IReadOnlyDictionary<string, string> Settings);

/// <summary>Serves apps until the process is told to end.</summary>
internal static class StartCommand
{
    private const int DefaultPort = 7071;

    /// <summary>Runs the command.</summary>
    /// <returns>Exit code.</returns>
    /// <exception cref="LocalHostException">An app cannot be served.</exception>
    public static async Task<int> RunAsync(StartOptions options, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => EndInOrder(context, end));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => EndInOrder(context, end));
        if (options.Parent is { } parent)
        {
            _ = EndWithAsync(parent, end);
        }

        var folders = new List<string>();
        foreach (var folder in options.Folders)
        {
            folders.Add(await AppBuild.OutputAsync(folder, end.Token));
        }

        return options.UseCoreTools
            ? await CoreTools.RunAsync(folders, options, end.Token)
            : await ServeAsync(folders, options, end.Token);
    }

    private static async Task<int> ServeAsync(List<string> folders, StartOptions options, CancellationToken cancellationToken)
    {
        var hosts = new List<FunctionHost>();
        try
        {
            foreach (var folder in folders)
            {
                var app = AppFolder.Read(folder, options.Settings);
                hosts.Add(await FunctionHost.StartAsync(app, PortOf(folder, hosts.Count, options), options.StopTimeout, cancellationToken));
            }

            using var ended = CancellationTokenSource.CreateLinkedTokenSource([cancellationToken, .. hosts.Select(host => host.Stopping)]);
            await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // told to end before all was up
        }
        finally
        {
            await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        }

        return Environment.ExitCode;
    }

    private static int PortOf(string folder, int index, StartOptions options)
    {
        var first = options.Port ?? LocalSettings.ReadPort(folder) ?? DefaultPort;
        return first == 0 ? 0 : first + index;
    }

    private static void EndInOrder(PosixSignalContext context, CancellationTokenSource end)
    {
        context.Cancel = true; // the process ends by itself once its functions have finished
        end.Cancel();
    }

    private static async Task EndWithAsync(int parent, CancellationTokenSource end)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            await process.WaitForExitAsync(end.Token);
        }
        catch (ArgumentException)
        {
            // it was gone before we looked
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await end.CancelAsync();
    }
}
