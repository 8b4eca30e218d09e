namespace Bittensor.Tokenization.Models;

/// <summary>Turns one word into tokens.</summary>
internal interface IWordModel
{
    /// <summary>Appends the tokens of a word.</summary>
    /// <param name="word">Well-formed text that is not empty.</param>
    /// <param name="ids">Where the ids go.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken);
}
