namespace Bittensor.Tokenization.Parts;

/// <summary>Cuts pieces of text into smaller ones, and may change them.</summary>
internal interface IPreTokenizer
{
    /// <summary>Replaces pieces by what they are cut into.</summary>
    /// <param name="pieces">Pieces that are not empty.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken);
}

/// <summary>Several cuts, one after the other.</summary>
/// <param name="parts">The cuts.</param>
internal sealed class PreTokenizerSequence(IReadOnlyList<IPreTokenizer> parts) : IPreTokenizer
{
    public List<TextPiece> Apply(List<TextPiece> pieces, CancellationToken cancellationToken) =>
        parts.Aggregate(pieces, (cut, part) => part.Apply(cut, cancellationToken));
}
