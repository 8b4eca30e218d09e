using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Turns text without special strings into tokens.</summary>
internal interface ITokenModel
{
    /// <summary>Appends the tokens of a text.</summary>
    /// <param name="text">Well-formed text, already normalized and not empty.</param>
    /// <param name="ids">Where the ids go.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    void Encode(TextPiece text, List<int> ids, CancellationToken cancellationToken);
}
