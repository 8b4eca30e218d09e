using Bittensor.Tokenization;

namespace Bittensor.Engine.ModelFolders;

/// <summary>The files of a model folder.</summary>
/// <param name="Path">The folder, as an absolute path.</param>
/// <param name="GraphPath">The ONNX graph.</param>
/// <param name="Config">What the JSON files say.</param>
/// <param name="Tokenizer">The tokenizer.</param>
internal sealed record ModelFolder(string Path, string GraphPath, ModelConfig Config, ITextTokenizer Tokenizer)
{
    /// <summary>Graphs that can be served, best first: one graph with or without a cache, two merged by Optimum, and the first of two
    /// (decoder_with_past_model.onnx beside it is not used: such a model is served without a cache).</summary>
    private static readonly string[] GraphNames = ["model.onnx", "decoder_model_merged.onnx", "decoder_model.onnx"];

    /// <summary>Size of the graph and its external data, in bytes.</summary>
    public long GraphBytes => Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(GraphPath)!)
        .Where(IsPartOfGraph).Sum(file => new FileInfo(file).Length);

    /// <summary>Finds and reads everything but the graph itself.</summary>
    /// <param name="folder">Path of the folder, relative to the working directory.</param>
    /// <exception cref="ModelFolderException">Something is missing or cannot be read.</exception>
    public static ModelFolder Open(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            throw new ModelFolderException(path, "no such folder", "a model folder (setting Model:Folder)");
        }

        var graph = FindGraph(path);
        return new ModelFolder(path, graph, ModelConfig.Read(path), TokenizerFolder.Load(path));
    }

    private static string FindGraph(string path)
    {
        string[] folders = [path, System.IO.Path.Combine(path, "onnx")];
        var graph = folders.SelectMany(_ => GraphNames, System.IO.Path.Combine).FirstOrDefault(File.Exists);
        return graph ?? throw new ModelFolderException(path, "no graph", $"one of {string.Join(", ", GraphNames)}, there or in onnx/");
    }

    private bool IsPartOfGraph(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var graph = System.IO.Path.GetFileName(GraphPath);
        return name.StartsWith(graph, StringComparison.Ordinal)
            || name == System.IO.Path.ChangeExtension(graph, ".data");
    }
}
