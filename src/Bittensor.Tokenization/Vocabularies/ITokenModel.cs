namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Turns text without special strings into tokens.</summary>
internal interface ITokenModel
{
    /// <summary>Appends the tokens of a text.</summary>
    /// <param name="text">Well-formed text, already normalized.</param>
    /// <param name="ids">Where the ids go.</param>
    void Encode(string text, List<int> ids);
}
