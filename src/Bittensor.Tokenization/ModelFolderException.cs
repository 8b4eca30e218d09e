namespace Bittensor.Tokenization;

/// <summary>A file of a model folder is missing, cannot be read or asks for something that is not supported.</summary>
public sealed class ModelFolderException : Exception
{
    /// <summary>Says what is wrong with which file.</summary>
    /// <param name="file">Path of the file or folder.</param>
    /// <param name="found">What was found there.</param>
    /// <param name="expected">What was expected instead.</param>
    /// <param name="innerException">What caused it.</param>
    public ModelFolderException(string file, string found, string expected, Exception? innerException = null)
        : base($"{file}: {found}; expected {expected}.", innerException)
    {
        File = file;
        Found = found;
        Expected = expected;
    }

    /// <summary>Path of the file or folder.</summary>
    public string File { get; }

    /// <summary>What was found there.</summary>
    public string Found { get; }

    /// <summary>What was expected instead.</summary>
    public string Expected { get; }
}
