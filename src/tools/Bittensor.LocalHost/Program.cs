using System.CommandLine;
using Bittensor.LocalHost;
using Bittensor.LocalHost.Settings;

var folders = new Argument<DirectoryInfo[]>("folder")
{
    Description = "Project folder or output folder of a function app; several for several apps. The current folder by default.",
    Arity = ArgumentArity.ZeroOrMore,
    DefaultValueFactory = _ => [new DirectoryInfo(".")],
};
var port = new Option<int?>("--port", "-p")
{
    Description = "TCP port of the first app, 7071 by default; the next apps get those after it. 0 for free ones.",
};
var host = new Option<string>("--host")
{
    Description = "local: this program. func: Azure Functions Core Tools.",
    DefaultValueFactory = _ => "local",
};
host.AcceptOnlyFromAmong("local", "func");
var parent = new Option<int?>("--parent") { Description = "Process id; the host ends when that process has." };
var stopTimeout = new Option<TimeSpan>("--stop-timeout")
{
    Description = "Time that running functions have to finish at the end.",
    DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
};

try
{
    var (settings, others) = SettingArguments.Take(args);
    var start = new Command("start", "Serves function apps. Settings may follow: --Model:Folder path")
    {
        folders, port, host, parent, stopTimeout,
    };
    start.SetAction((parsed, cancellationToken) => StartCommand.RunAsync(
        new StartOptions(
            parsed.GetRequiredValue(folders),
            parsed.GetValue(port),
            parsed.GetRequiredValue(host) == "func",
            parsed.GetValue(parent),
            parsed.GetValue(stopTimeout),
            settings),
        cancellationToken));
    var root = new RootCommand("Serves Azure Functions apps on one machine. For development, in place of Core Tools; not for production.")
    {
        start,
    };
    return await root.Parse(others).InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (LocalHostException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
