namespace Bittensor.Tokenization.Parts;

/// <summary>A stretch of text on its way to tokens.</summary>
/// <param name="Source">A string that holds it.</param>
/// <param name="Offset">Where it begins there.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="FromStart">How many of its first units come from the first letter of the whole text: 0 for a piece from further
/// on. Some vocabularies treat a word at the start of a text as one that follows a space.</param>
internal readonly record struct TextPiece(string Source, int Offset, int Length, int FromStart)
{
    /// <summary>A whole string.</summary>
    public TextPiece(string text, int fromStart)
        : this(text, 0, text.Length, fromStart)
    {
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Text => Source.AsSpan(Offset, Length);

    /// <summary>A part of the piece.</summary>
    /// <param name="offset">Where it begins in the piece.</param>
    /// <param name="length">Its length.</param>
    public TextPiece Slice(int offset, int length) =>
        new(Source, Offset + offset, length, Math.Clamp(FromStart - offset, 0, length));

    /// <summary>The text as a string of its own.</summary>
    public override string ToString() => Length == Source.Length ? Source : Source.Substring(Offset, Length);
}
