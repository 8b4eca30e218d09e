namespace Bittensor.Tokenization.Patterns;

/// <summary>A part of a pattern, in no syntax.</summary>
internal abstract record PatternNode
{
    /// <summary>One code point of a set.</summary>
    /// <param name="Set">The set, letters of the other case included where case does not count.</param>
    /// <param name="FoldedLetter">The small letter it was written as, where it is one letter and case does not count; else 0.</param>
    public sealed record Letter(CodePointSet Set, int FoldedLetter = 0) : PatternNode;

    /// <summary>One part after the other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first part that matches.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>A part several times.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Least">How often at least.</param>
    /// <param name="Most">How often at most; null without a limit.</param>
    /// <param name="Greed">Which number of times is tried first.</param>
    public sealed record Repeat(PatternNode Part, int Least, int? Most, Greed Greed) : PatternNode;

    /// <summary>A part that is never tried a second way once it has matched.</summary>
    public sealed record Atomic(PatternNode Part) : PatternNode;

    /// <summary>A condition on what stands before or after a place.</summary>
    public sealed record Look(PatternNode Part, bool Behind, bool Negative) : PatternNode;

    /// <summary>The beginning or the end of the whole text.</summary>
    public sealed record Edge(bool End) : PatternNode;
}

/// <summary>How often a repeated part is tried to match.</summary>
internal enum Greed
{
    /// <summary>As often as can be, less often when the rest does not match.</summary>
    Greedy,

    /// <summary>As seldom as can be.</summary>
    Lazy,

    /// <summary>As often as can be and never less often.</summary>
    Possessive,
}
