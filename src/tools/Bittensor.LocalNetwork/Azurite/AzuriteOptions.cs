namespace Bittensor.LocalNetwork.Azurite;

/// <summary>How <see cref="AzuriteProcess"/> installs and starts Azurite.</summary>
public sealed class AzuriteOptions
{
    /// <summary>Folder that keeps tables, queues and blobs over restarts; created when missing. Null (the default) keeps them in
    /// memory, gone with the process.</summary>
    public string? DataFolder { get; set; }

    /// <summary>Port of the blob service on 127.0.0.1. 0 by default: a free one.</summary>
    public int BlobPort { get; set; }

    /// <summary>Port of the queue service on 127.0.0.1. 0 by default: a free one.</summary>
    public int QueuePort { get; set; }

    /// <summary>Port of the table service on 127.0.0.1. 0 by default: a free one.</summary>
    public int TablePort { get; set; }

    /// <summary>Folder that holds the installed npm packages, one folder a lock file. By default <c>bittensor-functions</c> in the
    /// user's local application data, so that every program on this machine shares one installation.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>Time npm has, waiting for another process that installs included. 10 minutes by default.</summary>
    public TimeSpan InstallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time the three services have to listen. 1 minute by default.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time Azurite has to write its data and end before it is killed. 10 seconds by default.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Told in one sentence what takes a while (the installation). Null (the default) stays silent.</summary>
    public Action<string>? Progress { get; set; }

    /// <summary>Told of every request that the services answered, such as <c>POST /devstoreaccount1/query-axon/messages HTTP/1.1"
    /// 201</c> with an address and a time before it. Called from another thread. Null (the default) keeps Azurite from writing
    /// them.</summary>
    public Action<string>? RequestLog { get; set; }

    /// <summary>The Node.js program. <c>node</c>, found on the PATH, by default.</summary>
    public string NodeCommand { get; set; } = "node";

    /// <summary>The npm program. <c>npm</c> (<c>npm.cmd</c> on Windows), found on the PATH, by default.</summary>
    public string NpmCommand { get; set; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
}
