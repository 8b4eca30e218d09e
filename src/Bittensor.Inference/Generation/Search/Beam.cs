namespace Bittensor.Inference.Generation.Search;

/// <summary>One open sequence of a beam search.</summary>
/// <param name="Tokens">Prompt and new tokens.</param>
/// <param name="Score">Sum of the new tokens' processed log-probabilities.</param>
internal sealed record Beam(int[] Tokens, double Score)
{
    /// <summary>The beam with one token more.</summary>
    public Beam With(BeamCandidate candidate) => new([.. Tokens, candidate.Token], candidate.Score);
}
