namespace Bittensor.Tokenization.Translation;

/// <summary>Where the distribution after a server token, or after a part of a cut one, comes from.</summary>
/// <param name="ServerToken">Index of the token.</param>
/// <param name="Depths">Where it is cut; null when it is whole.</param>
/// <param name="Part">Which of its parts.</param>
internal readonly record struct AlignedRow(int ServerToken, IReadOnlyList<int>? Depths, int Part);
