using System.Diagnostics;
using System.Globalization;
using Bittensor.LocalHost.Settings;

namespace Bittensor.LocalHost.Worker;

/// <summary>Starts an app's worker with the arguments and the environment that the Functions host gives.</summary>
internal static class WorkerProcess
{
    /// <summary>Starts it; what it prints goes to this process's console.</summary>
    /// <param name="app">The app.</param>
    /// <param name="workerId">How it names itself when it calls.</param>
    /// <param name="rpc">Address that it calls, of gRPC over HTTP/2 without TLS.</param>
    /// <param name="http">Address at which the app's functions are reached.</param>
    public static Process Start(AppFolder app, string workerId, Uri rpc, Uri http)
    {
        var start = new ProcessStartInfo(Executable(app), [Path.Combine(app.Folder, app.Program), .. Arguments(workerId, rpc)])
        {
            WorkingDirectory = app.Folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment(app, http))
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Print(Console.Out, line.Data);
        process.ErrorDataReceived += (_, line) => Print(Console.Error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Executable(AppFolder app)
    {
        if (app.Executable == "dotnet")
        {
            return System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? app.Executable;
        }

        return app.Executable.Replace("{WorkerRoot}", app.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Each is given twice, under its old name and its new one.</summary>
    private static string[] Arguments(string workerId, Uri rpc)
    {
        var request = Guid.NewGuid().ToString();
        var length = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        return
        [
            "--host", rpc.Host, "--port", rpc.Port.ToString(CultureInfo.InvariantCulture),
            "--workerId", workerId, "--requestId", request, "--grpcMaxMessageLength", length,
            "--functions-uri", rpc.AbsoluteUri, "--functions-worker-id", workerId,
            "--functions-request-id", request, "--functions-grpc-max-message-length", length,
        ];
    }

    private static Dictionary<string, string> Environment(AppFolder app, Uri http)
    {
        var environment = new Dictionary<string, string>(app.Settings)
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["FUNCTIONS_EXTENSION_VERSION"] = "~4",
            ["FUNCTIONS_WORKER_DIRECTORY"] = app.Folder,
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder,
            ["AzureWebJobsScriptRoot"] = app.Folder,
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development", // as Core Tools
            ["WEBSITE_HOSTNAME"] = http.Authority,
        };
        StartupHook.Watch(environment);
        return environment;
    }

    private static void Print(TextWriter output, string? line)
    {
        if (line is not null)
        {
            output.WriteLine(line);
        }
    }
}
