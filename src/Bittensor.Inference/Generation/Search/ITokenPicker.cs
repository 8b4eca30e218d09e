namespace Bittensor.Inference.Generation.Search;

/// <summary>Picks the next token of a row.</summary>
internal interface ITokenPicker
{
    /// <summary>Picks one token.</summary>
    /// <param name="scores">Scores [V]; at least one is above negative infinity.</param>
    int Pick(ReadOnlySpan<float> scores);
}
