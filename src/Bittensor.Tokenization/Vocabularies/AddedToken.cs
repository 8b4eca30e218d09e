namespace Bittensor.Tokenization.Vocabularies;

/// <summary>A string that is one token wherever it stands in a text.</summary>
/// <param name="Content">The string.</param>
/// <param name="Id">Its token id.</param>
/// <param name="Special">Whether it has a role instead of a meaning as text.</param>
/// <param name="TakesLeftSpace">Whether white space before it belongs to it.</param>
/// <param name="TakesRightSpace">Whether white space after it belongs to it.</param>
/// <param name="SingleWord">Whether it counts only where no letter or digit touches it.</param>
/// <param name="Normalized">Whether it is looked for in the normalized text, in its own normalized form.</param>
internal sealed record AddedToken(
    string Content,
    int Id,
    bool Special = true,
    bool TakesLeftSpace = false,
    bool TakesRightSpace = false,
    bool SingleWord = false,
    bool Normalized = false);
