namespace Bittensor.Tokenization;

/// <summary>A stretch of text where server tokens and standard tokens end together.</summary>
/// <param name="Server">Index of its last server token.</param>
/// <param name="Standard">Index of its last standard token.</param>
/// <param name="ServerCount">Server tokens in it that end at different characters.</param>
/// <param name="StandardCount">Standard tokens in it that end at different characters.</param>
/// <param name="ServerOverlap">Further server tokens, which end within the same character as another.</param>
/// <param name="StandardOverlap">Further standard tokens, which end within the same character as another.</param>
public readonly record struct AlignedSegment(
    int Server, int Standard, int ServerCount, int StandardCount, int ServerOverlap, int StandardOverlap);
