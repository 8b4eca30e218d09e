using Microsoft.Extensions.Logging;

namespace Bittensor.Axon.BlobModels;

/// <summary>The copies of one model on this machine.</summary>
/// <remarks>
/// Below the cache's root each place in Blob storage has a folder, and in it are: <c>lock</c>, held by whoever downloads;
/// <c>partial/</c>, what a download has so far; and a folder for each version that is complete, in which a receipt and the model's
/// folder lie. A version gets its name when all its files are there, by one move, so that half a copy is never taken for one.
/// </remarks>
internal sealed class ModelCache
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>What the operating systems say of a file that another process holds: Windows, Linux, macOS.</summary>
    private static readonly int[] Held = [unchecked((int)0x80070020), 11, 35];

    private readonly string _home, _name;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    /// <summary>Names the folders; makes none.</summary>
    /// <param name="root">The cache's root.</param>
    /// <param name="place">Where the model lies.</param>
    /// <param name="clock">Measures waits.</param>
    /// <param name="log">Told of waits.</param>
    public ModelCache(string root, BlobPrefix place, TimeProvider clock, ILogger log)
    {
        _home = Path.Combine(Path.GetFullPath(root), ModelListing.ShortHash(place.ToString()));
        _name = place.Name;
        _clock = clock;
        _log = log;
    }

    /// <summary>What a download has so far.</summary>
    public string Partial => Path.Combine(_home, "partial");

    /// <summary>The model's folder in a copy.</summary>
    /// <param name="copy">Folder of a version, or <see cref="Partial"/>.</param>
    public string ModelIn(string copy) => Path.Combine(copy, _name);

    /// <summary>Folder of a version.</summary>
    public string CopyOf(string version) => Path.Combine(_home, version);

    /// <summary>Whether a version is here, and has lost no file since.</summary>
    public bool IsComplete(string version) => Receipt.In(CopyOf(version)).IsIntact(ModelIn(CopyOf(version)));

    /// <summary>Keeps other processes from downloading the same model; waits for one that does.</summary>
    /// <returns>Ends it, as the end of the process does.</returns>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_home);
        for (var first = true; ; first = false)
        {
            try
            {
                return new FileStream(Path.Combine(_home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (Held.Contains(fault.HResult))
            {
                if (first)
                {
                    Log.Waiting(_log, _home);
                }

                await Task.Delay(LockPoll, _clock, cancellationToken);
            }
        }
    }

    /// <summary>Prepares <see cref="Partial"/>: what is of use stays there, from an interrupted download or copied from another
    /// version.</summary>
    /// <param name="files">The files wanted.</param>
    /// <returns>Those that have to be downloaded.</returns>
    public IReadOnlyList<ModelFile> Prepare(IReadOnlyList<ModelFile> files)
    {
        var target = ModelIn(Partial);
        Directory.CreateDirectory(target);
        var receipt = Receipt.In(Partial);
        receipt.Keep(files);
        DeleteStrangers(target, files);
        foreach (var file in files.Where(file => !receipt.Has(file, target)))
        {
            if (FindElsewhere(file) is { } source)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file.Path))!);
                File.Copy(source, Path.Combine(target, file.Path), overwrite: true);
                receipt.Add(file);
            }
        }

        return [.. files.Where(file => !receipt.Has(file, target))];
    }

    /// <summary>Makes a version of <see cref="Partial"/>, and deletes the others.</summary>
    /// <returns>The model's folder.</returns>
    public string Promote(string version)
    {
        var copy = CopyOf(version);
        Delete(copy); // one that lost files
        Directory.Move(Partial, copy);
        foreach (var other in Copies().Where(other => other != copy))
        {
            Delete(other);
        }

        return ModelIn(copy);
    }

    private string[] Copies() => [.. Directory.EnumerateDirectories(_home).Where(folder => folder != Partial)];

    private string? FindElsewhere(ModelFile file) => Copies()
        .Where(copy => Receipt.In(copy).Has(file, ModelIn(copy)))
        .Select(copy => Path.Combine(ModelIn(copy), file.Path))
        .FirstOrDefault();

    private static void DeleteStrangers(string folder, IReadOnlyList<ModelFile> files)
    {
        var wanted = files.Select(file => Path.GetFullPath(file.Path, folder)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !wanted.Contains(file)).ToArray())
        {
            File.Delete(file);
        }
    }

    private void Delete(string copy)
    {
        try
        {
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(_log, copy, fault.Message); // Windows keeps files that another process has open
        }
    }
}
