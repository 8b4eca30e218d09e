using System.Collections.Concurrent;
using System.Text.Json;

namespace Bittensor.Testing.Vectors;

/// <summary>A folder of inputs and outputs of the reference implementation; its README.md explains the format.</summary>
/// <remarks>Files are read when first asked for and kept. Safe for concurrent use.</remarks>
public sealed class VectorFolder
{
    /// <summary>Environment variable that names another folder of the same format.</summary>
    public const string PathVariable = "BITTENSOR_VECTORS";

    private static readonly Lazy<VectorFolder> Shared = new(() => new VectorFolder(FindFolder()));
    private readonly ConcurrentDictionary<string, Lazy<JsonElement>> _documents = new();
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _binaries = new();

    /// <summary>Opens a folder.</summary>
    /// <param name="path">Folder that holds manifest.json.</param>
    public VectorFolder(string path)
    {
        Path = path;
        Formulas = new VectorFormulas(Read("manifest").GetProperty("salt").GetInt64());
    }

    /// <summary>The folder of <see cref="PathVariable"/>, or this repository's own copy.</summary>
    public static VectorFolder Default => Shared.Value;

    /// <summary>Where the folder is.</summary>
    public string Path { get; }

    /// <summary>The formulas that make inputs from seeds, with this folder's salt.</summary>
    public VectorFormulas Formulas { get; }

    /// <summary>Whether a file is there; a folder may hold only some.</summary>
    /// <param name="name">File name without ".json", such as "03_translate_small".</param>
    public bool Has(string name) => File.Exists(System.IO.Path.Combine(Path, name + ".json"));

    /// <summary>The root of one JSON file.</summary>
    /// <param name="name">File name without ".json".</param>
    public JsonElement Read(string name) => _documents.GetOrAdd(name, key => new(() => Parse(key))).Value;

    /// <summary>Reads an array, given in place or in a binary file of the folder.</summary>
    /// <param name="element">An object {dtype, shape, data} or {dtype, shape, bin, offset, bytes}.</param>
    public VectorArray Array(JsonElement element) => VectorArray.Read(element, Binary);

    private byte[] Binary(string file) =>
        _binaries.GetOrAdd(file, key => new(() => File.ReadAllBytes(System.IO.Path.Combine(Path, key)))).Value;

    private JsonElement Parse(string name)
    {
        using var stream = File.OpenRead(System.IO.Path.Combine(Path, name + ".json"));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static string FindFolder()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } other)
        {
            return other;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "vectors");
            if (File.Exists(System.IO.Path.Combine(candidate, "manifest.json")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException(
            $"No tests/vectors above {AppContext.BaseDirectory}; set {PathVariable} to a folder of test vectors.");
    }
}
