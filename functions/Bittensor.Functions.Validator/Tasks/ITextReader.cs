namespace Bittensor.Functions.Validator;

/// <summary>Reads the validation text from where the settings say.</summary>
internal interface ITextReader
{
    /// <summary>Where the text lies, for messages.</summary>
    string Place { get; }

    /// <summary>All texts that are not empty, in an order that depends on their names alone.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no such place.</exception>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken);
}
