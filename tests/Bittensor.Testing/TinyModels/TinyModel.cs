namespace Bittensor.Testing.TinyModels;

/// <summary>Model folders of a few kilobytes with random weights, written by make.py.</summary>
public static class TinyModel
{
    /// <summary>Vocabulary of all of them.</summary>
    public const int VocabularySize = 296;

    /// <summary>Context length of all of them: the rows of their table of positions.</summary>
    public const int ContextLength = 48;

    /// <summary>Width of their hidden states.</summary>
    public const int HiddenSize = 16;

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "TinyModels");

    /// <summary>Names of the folders that can be served.</summary>
    public static IEnumerable<string> Servable => Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!)
        .Where(name => !name.StartsWith("bad-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The file that holds what a separate implementation gives for some rows.</summary>
    public static string ExpectedFile => Path.Combine(Root, "expected.json");

    /// <summary>Path of a folder by its name in make.py.</summary>
    public static string Folder(string name) => Path.Combine(Root, name);

    /// <summary>A copy of a folder that a test may break; deleted by the caller.</summary>
    public static string Copy(string name)
    {
        var copy = Directory.CreateTempSubdirectory("tiny-model-").FullName;
        foreach (var file in Directory.GetFiles(Folder(name)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
