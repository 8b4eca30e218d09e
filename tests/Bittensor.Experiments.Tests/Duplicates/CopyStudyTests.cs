namespace Bittensor.Experiments.Tests.Duplicates;

public sealed class CopyStudyTests
{
    /// <summary>Ten axons, each with the lowest loss at a task of its own, and none better than another overall.</summary>
    private static readonly double[][][] Losses =
        [.. Enumerable.Range(0, 10).Select(axon => Enumerable.Repeat(
            Enumerable.Range(0, 10).Select(task => task == axon ? 0.1 : 3).ToArray(), 4).ToArray())];

    private readonly CopyStudy _study = new(Losses);

    [Fact]
    public void Run_EqualAxonsWithoutCopies_ShareEverythingAlike()
    {
        var alone = _study.Run(copied: 0, copies: 1);

        Assert.Equal(0.1, alone.Individual.Share, 1e-9);
        Assert.Equal(0.1, alone.LeaveOneOut.Share, 1e-9);
        Assert.Equal((1, 1), (alone.Individual.Place, alone.LeaveOneOut.Place));
    }

    [Fact]
    public void Run_Copied_ScoresTheSameByItselfAndLessByTheGroup()
    {
        var (alone, copied) = (_study.Run(copied: 0, copies: 1), _study.Run(copied: 0, copies: 3));

        Assert.Equal(alone.Individual.Score, copied.Individual.Score, 1e-6);
        Assert.InRange(copied.LeaveOneOut.Score, 0, alone.LeaveOneOut.Score / 2);
        Assert.Equal(8, copied.LeaveOneOut.Place); // the seven others still have something of their own
    }

    [Fact]
    public void Run_SameRoundsAgainAndAgain_DoesNotFluctuate() => Assert.Equal(0, _study.Run(copied: 4, copies: 2).Individual.Fluctuation, 1e-9);
}
