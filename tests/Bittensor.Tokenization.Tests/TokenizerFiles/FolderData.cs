using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bittensor.Tokenization.Tests.TokenizerFiles;

/// <summary>The folders under Data.</summary>
internal static class FolderData
{
    public static string Path { get; } = System.IO.Path.Combine(SourceFolder(), "Data");

    public static ITextTokenizer Load(string folder) => TokenizerFolder.Load(System.IO.Path.Combine(Path, folder));

    public static IEnumerable<(string Text, int[] Ids, string Decoded)> Expected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(Path, folder, "expected.json")));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            yield return (
                entry.GetProperty("text").GetString()!,
                [.. entry.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
                entry.GetProperty("decoded").GetString()!);
        }
    }

    public static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(StandardTokenizer).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string SourceFolder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
