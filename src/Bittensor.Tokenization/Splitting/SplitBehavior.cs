namespace Bittensor.Tokenization.Splitting;

/// <summary>What becomes of the parts of a text that a split pattern matches; by the names of tokenizer.json.</summary>
internal enum SplitBehavior
{
    /// <summary>Each match is a word, and so is what lies between two.</summary>
    Isolated,

    /// <summary>Matches are dropped.</summary>
    Removed,

    /// <summary>Each match ends the word before it.</summary>
    MergedWithPrevious,

    /// <summary>Each match begins the word after it.</summary>
    MergedWithNext,

    /// <summary>Matches without anything between them are one word.</summary>
    Contiguous,

    /// <summary>Only matches are words: Removed, inverted.</summary>
    KeptAlone,
}
