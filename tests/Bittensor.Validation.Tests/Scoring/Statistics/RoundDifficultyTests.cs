using Bittensor.Validation.Scoring.Statistics;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class RoundDifficultyTests
{
    [Fact] // 0.5, 1 and 9 beyond their averages; the new one and the silent one say nothing
    public void Of_HarderRound_IsMedianOfWhatAxonsLostBeyondTheirAverages() =>
        Assert.Equal(1, RoundDifficulty.Of([(3, 3.5), (2, 3), (4, 13), (null, 8), (5, null)]));

    [Fact]
    public void Of_EasierRound_IsNothing() => Assert.Equal(0, RoundDifficulty.Of([(3, 2), (4, 3.5)]));

    [Fact]
    public void Of_NobodyToCompare_IsNothing() => Assert.Equal(0, RoundDifficulty.Of([(null, 8), (5, null)]));

    [Property]
    public bool Of_FewerThanHalfAnswerBadlyOnPurpose_DoesNotFollowThem(byte honest, byte dishonest)
    {
        var liars = Math.Min((int)dishonest, honest);
        return RoundDifficulty.Of([.. Enumerable.Repeat<(double?, double?)>((3, 3.2), honest + 1), .. Enumerable.Repeat<(double?, double?)>((3, 90), liars)]) < 0.21;
    }
}
