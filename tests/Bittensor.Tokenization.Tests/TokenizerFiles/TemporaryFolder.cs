namespace Bittensor.Tokenization.Tests.TokenizerFiles;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string? copyOf = null)
    {
        foreach (var file in copyOf is null ? [] : Directory.GetFiles(System.IO.Path.Combine(FolderData.Path, copyOf)))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tokenizer").FullName;

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
