using System.Reflection;
using System.Security.Cryptography;

namespace Bittensor.LocalNetwork.Azurite;

/// <summary>Installs the pinned Azurite once a user and lock file, into a folder that survives builds.</summary>
internal static class AzuriteInstallation
{
    /// <summary>Name of the script that runs Azurite, at the top of the installation.</summary>
    public const string HostScript = "azurite-host.js";

    private const string Marker = ".installed";
    private static readonly string[] Files = ["package.json", "package-lock.json", HostScript];
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns the folder of a complete installation, running <c>npm ci</c> first when there is none.</summary>
    /// <exception cref="AzuriteException">npm is missing, failed or took longer than <see cref="AzuriteOptions.InstallTimeout"/>.</exception>
    public static async Task<string> EnsureAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.CacheFolder ?? DefaultCacheFolder(), $"azurite-{ContentHash()}");
        var marker = Path.Combine(folder, Marker);
        if (File.Exists(marker))
        {
            return folder;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.InstallTimeout);
        try
        {
            Directory.CreateDirectory(folder);
            await using var guard = await AcquireAsync(folder + ".lock", options, limit.Token);
            if (!File.Exists(marker)) // another process may have finished while this one waited
            {
                await InstallAsync(folder, options, limit.Token);
                await File.WriteAllTextAsync(marker, string.Empty, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Installing Azurite into {folder} took longer than {options.InstallTimeout}.");
        }

        return folder;
    }

    private static async Task InstallAsync(string folder, AzuriteOptions options, CancellationToken cancellationToken)
    {
        options.Progress?.Invoke($"Installing the Azurite storage emulator with npm into {folder} (once; a minute or so)...");
        foreach (var file in Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), Resource(file), cancellationToken);
        }

        // no install scripts: none of the packages needs its own here, and scripts are the riskiest part of an installation
        await ToolProcess.RunAsync(options.NpmCommand, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, cancellationToken);
    }

    /// <summary>An exclusively opened file: the operating system frees it even if its holder is killed.</summary>
    private static async Task<FileStream> AcquireAsync(string path, AzuriteOptions options, CancellationToken cancellationToken)
    {
        for (var waited = false; ; waited = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (!waited)
                {
                    options.Progress?.Invoke("Waiting for another process that installs Azurite...");
                }

                await Task.Delay(LockPoll, cancellationToken);
            }
        }
    }

    private static string DefaultCacheFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "bittensor-functions");
    }

    private static string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            hash.AppendData(Resource(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
