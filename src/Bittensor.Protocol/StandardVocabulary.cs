namespace Bittensor.Protocol;

/// <summary>The network's common vocabulary: GPT-2 byte-level BPE.</summary>
public static class StandardVocabulary
{
    /// <summary>Number of tokens, V; ids are 0 to V - 1.</summary>
    public const int Size = 50257;

    /// <summary>Id of the end-of-text token, the only special one.</summary>
    public const int EndOfText = 50256;
}
