using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bittensor.LocalHost.Launching;

namespace Bittensor.LocalHost;

/// <summary>Lets Azure Functions Core Tools serve an app in place of this program.</summary>
internal static class CoreTools
{
    /// <summary>Environment variable: the program to start, where it is not <c>func</c> on the path.</summary>
    public const string ProgramVariable = "BITTENSOR_FUNC";

    /// <summary>Starts <c>func start --port N</c> in an app's output folder and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="LocalHostException">There is no such program, or more than one app.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> folders, StartOptions options, CancellationToken cancellationToken)
    {
        if (folders is not [var folder])
        {
            throw new LocalHostException("Core Tools serve one app; expected one folder.");
        }

        var program = Environment.GetEnvironmentVariable(ProgramVariable) ?? "func";
        var port = options.Port is { } given and not 0 ? given : FreePort();
        var start = new ProcessStartInfo(program, ["start", "--port", port.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = folder };
        foreach (var (name, value) in options.Settings)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        Console.WriteLine($"Listening on http://127.0.0.1:{port}");
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process, options.StopTimeout);
        }

        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new LocalHostException($"'{start.FileName}' cannot be started; expected Azure Functions Core Tools on the path.", exception);
        }
    }

    private static async Task EndAsync(Process process, TimeSpan limit)
    {
        if (!UnixSignal.TryTerminate(process.Id))
        {
            process.Kill(entireProcessTree: true);
        }

        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
