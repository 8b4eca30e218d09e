namespace Bittensor.Validation.Tasks;

/// <summary>Reads the validation text from where the settings say.</summary>
public interface ITextReader
{
    /// <summary>Where the text lies, for messages.</summary>
    string Place { get; }

    /// <summary>All texts that are not empty, in an order that depends on their names alone.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no such place.</exception>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Where the validation text lies; the key under which a reader is registered.</summary>
public enum TextPlace
{
    /// <summary>A folder of .txt files.</summary>
    Folder,

    /// <summary>A blob container of .txt blobs.</summary>
    Container,
}
