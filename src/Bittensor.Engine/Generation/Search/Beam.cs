namespace Bittensor.Engine.Generation.Search;

/// <summary>One open sequence of a beam search.</summary>
/// <param name="Tokens">Prompt and new tokens.</param>
/// <param name="Score">Sum of the new tokens' processed log-probabilities.</param>
internal sealed record Beam(int[] Tokens, double Score)
{
    /// <summary>The beam with one token more.</summary>
    public Beam With(BeamCandidate candidate) => new([.. Tokens, candidate.Token], candidate.Score);
}

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
        if (byScore != 0)
        {
            return byScore;
        }

        return (Beam, Token).CompareTo((other.Beam, other.Token));
    }
}
