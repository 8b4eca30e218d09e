namespace Bittensor.Protocol.Wire.Compact;

/// <summary>What the numbers of a phrase dictionary tell; each kind has a prefix code of its own.</summary>
internal static class PhraseContext
{
    /// <summary>Tokens that a phrase begins with as the one before does.</summary>
    public const int Shared = 0;

    /// <summary>Further tokens, where none is shared.</summary>
    public const int LengthOfNew = 1;

    /// <summary>Further tokens, where some are shared.</summary>
    public const int LengthOfRest = 2;

    /// <summary>How much the first token is above that of the phrase before, less 1.</summary>
    public const int First = 3;

    /// <summary>How much the rank of the first further token is above that of the token which the phrase before has there,
    /// less 1.</summary>
    public const int Sibling = 4;

    /// <summary>Rank of a token that nothing is known about.</summary>
    public const int Rank = 5;

    /// <summary>Number of contexts.</summary>
    public const int Count = 6;
}
