using System.Text.Json;

namespace Bittensor.Axon.BlobModels;

/// <summary>Lists the files that are complete in a copy of a model; kept in a small file beside the copy.</summary>
internal sealed class Receipt
{
    private const string FileName = "receipt.json";

    private readonly string _path;
    private readonly Dictionary<string, Entry> _entries;

    private Receipt(string path, IEnumerable<Entry> entries)
    {
        _path = path;
        _entries = entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
    }

    /// <summary>Reads the receipt in a folder; an empty one where there is none, or only half of one.</summary>
    public static Receipt In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new(path, JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path)) ?? []);
        }
        catch (Exception fault) when (fault is IOException or JsonException or ArgumentException)
        {
            return new(path, []);
        }
    }

    /// <summary>Whether a file is complete and of the version wanted.</summary>
    /// <param name="file">The version wanted.</param>
    /// <param name="folder">The folder that its path is below.</param>
    public bool Has(ModelFile file, string folder) =>
        _entries.GetValueOrDefault(file.Path) == EntryOf(file) && IsThere(EntryOf(file), folder);

    /// <summary>Whether files are noted, and all of them are there.</summary>
    /// <param name="folder">The folder that their paths are below.</param>
    public bool IsIntact(string folder) => _entries.Count > 0 && _entries.Values.All(entry => IsThere(entry, folder));

    /// <summary>Notes that a file is complete.</summary>
    public void Add(ModelFile file)
    {
        _entries[file.Path] = EntryOf(file);
        Write();
    }

    /// <summary>Forgets all but some files.</summary>
    public void Keep(IEnumerable<ModelFile> files)
    {
        var kept = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in _entries.Keys.Where(path => !kept.Contains(path)).ToArray())
        {
            _entries.Remove(path);
        }

        Write();
    }

    private static bool IsThere(Entry entry, string folder) =>
        new FileInfo(Path.Combine(folder, entry.Path)) is { Exists: true } found && found.Length == entry.Size;

    private static Entry EntryOf(ModelFile file) => new(file.Path, file.Size, file.ETag.ToString(), file.Sha256);

    private void Write() => File.WriteAllBytes(_path, JsonSerializer.SerializeToUtf8Bytes(_entries.Values));

    private sealed record Entry(string Path, long Size, string ETag, string? Sha256);
}
