using System.Reflection;
using Bittensor.LocalWorker.Queues;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Choices that the app's settings or a test make for the worker itself.</summary>
internal sealed class LocalWorkerOptions
{
    /// <summary>Setting: name of the assembly whose functions run. The program's own by default.</summary>
    public const string AssemblySetting = "LocalWorker:FunctionsAssembly";

    /// <summary>Setting: folder of host.json and local.settings.json. The program's folder by default.</summary>
    public const string AppFolderSetting = "LocalWorker:AppFolder";

    /// <summary>Setting: id of a process; the app stops when that is gone.</summary>
    public const string ParentSetting = "LocalWorker:ParentProcessId";

    /// <summary>Setting: time that running functions have to finish when the app stops. 20 seconds by default.</summary>
    public const string StopTimeoutSetting = "LocalWorker:StopTimeout";

    /// <summary>Classes to look for functions in; null for all of the assembly.</summary>
    public IReadOnlyList<Type>? FunctionTypes { get; set; }

    /// <summary>Folder the app's files were found in.</summary>
    public string AppFolder { get; set; } = AppContext.BaseDirectory;

    /// <summary>Whether the app called <c>ConfigureFunctionsWebApplication</c>.</summary>
    public bool HttpEnabled { get; set; }

    /// <summary>Changes queue options that host.json does not have.</summary>
    public Action<QueuesOptions>? ConfigureQueues { get; set; }

    /// <summary>Where the start-up listing goes.</summary>
    public TextWriter Output { get; set; } = Console.Out;

    /// <summary>Returns the classes to look for functions in.</summary>
    public IEnumerable<Type> FindTypes(string? assembly) =>
        FunctionTypes ?? (assembly is null ? Assembly.GetEntryAssembly()! : Assembly.Load(assembly)).GetTypes().Where(type => type.IsClass);
}
