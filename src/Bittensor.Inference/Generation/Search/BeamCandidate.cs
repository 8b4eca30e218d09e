namespace Bittensor.Inference.Generation.Search;

/// <summary>A way to continue a beam.</summary>
/// <param name="Score">Score of the beam with the token.</param>
/// <param name="Beam">Which open beam.</param>
/// <param name="Token">The token that is added.</param>
internal readonly record struct BeamCandidate(double Score, int Beam, int Token) : IComparable<BeamCandidate>
{
    /// <summary>The best first; of equals that of the earlier beam, then that with the smaller token.</summary>
    public int CompareTo(BeamCandidate other)
    {
        var byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : (Beam, Token).CompareTo((other.Beam, other.Token));
    }
}
