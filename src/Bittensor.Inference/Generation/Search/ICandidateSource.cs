namespace Bittensor.Inference.Generation.Search;

/// <summary>Chooses among all ways to continue the open beams.</summary>
internal interface ICandidateSource
{
    /// <summary>Offers the ways to continue one beam.</summary>
    /// <param name="beam">Which open beam.</param>
    /// <param name="beamScore">Its score.</param>
    /// <param name="scores">Processed log-probabilities of its next token; shape [V]. Negative infinity is not offered.</param>
    /// <param name="count">How many candidates will be taken.</param>
    void Offer(int beam, double beamScore, ReadOnlySpan<float> scores, int count);

    /// <summary>Takes the chosen ones and forgets all that was offered.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>The best first.</returns>
    IReadOnlyList<BeamCandidate> Take(int count);
}
