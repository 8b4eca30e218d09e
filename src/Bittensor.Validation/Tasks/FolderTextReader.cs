using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tasks;

/// <summary>Reads the .txt files of a folder.</summary>
/// <param name="options">Names the folder.</param>
internal sealed class FolderTextReader(IOptions<TaskOptions> options) : ITextReader
{
    /// <inheritdoc/>
    public string Place => Path.GetFullPath(options.Value.Folder, AppContext.BaseDirectory);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Place))
        {
            throw new InvalidOperationException($"Tasks:Folder is {Place}, which is not there; it must be a folder of .txt files.");
        }

        var texts = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Place, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            texts.AddRange(text.Length > 0 ? [text] : []);
        }

        return texts;
    }
}
