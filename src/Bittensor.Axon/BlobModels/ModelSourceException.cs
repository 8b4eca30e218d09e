namespace Bittensor.Axon.BlobModels;

/// <summary>The blobs of a model cannot be served as they are.</summary>
public sealed class ModelSourceException : Exception
{
    /// <summary>Says what is wrong with which blob.</summary>
    /// <param name="source">Where the model lies.</param>
    /// <param name="path">Path of the blob below that; empty where it is about all of them.</param>
    /// <param name="problem">What was found and what was expected.</param>
    /// <param name="innerException">What caused it.</param>
    public ModelSourceException(string source, string path, string problem, Exception? innerException = null)
        : base($"The model in {source} cannot be served. {Prefix(path)}{problem}", innerException)
    {
        ModelSource = source;
        Path = path;
    }

    /// <summary>Where the model lies.</summary>
    public string ModelSource { get; }

    /// <summary>Path of the blob below that; empty where it is about all of them.</summary>
    public string Path { get; }

    private static string Prefix(string path)
    {
        if (path.Length == 0)
        {
            return "";
        }

        return $"{path}: ";
    }
}
