using Bittensor.Validation.Scoring.Comparison;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class LeaveOneOutTests
{
    [Fact] // probabilities 0.5 0.25 and 0.1 0.2: the group loses ln(0.3), ln(0.225); computed apart from this code
    public void Values_TwoAxons_AreTheRiseOfTheGroupsLoss()
    {
        var values = LeaveOneOut.Values(new([[Math.Log(2), Math.Log(4)], [Math.Log(10), Math.Log(5)]]));

        Assert.Equal(0.6081976622, values[0], 1e-9);
        Assert.Equal(-0.3080930697, values[1], 1e-9);
    }

    [Fact] // without it nobody is left, who knows nothing: ln 50257 = 10.8249
    public void Values_OneAxon_IsWorthWhatItKnows() =>
        Assert.Equal(10.8249 - 3, Assert.Single(LeaveOneOut.Values(new([[2, 4]]))), 1e-4);

    [Fact]
    public void Values_Nobody_AreNone() => Assert.Empty(LeaveOneOut.Values(new([])));

    [Fact] // 1 beside 1e-40: what is left without it is not lost in the digits of the sum
    public void Values_OneKnowsWhatNobodyElseDoes_IsWorthAllOfIt()
    {
        var values = LeaveOneOut.Values(new([[0], [92.1034], [92.1034]]));

        Assert.Equal(Math.Log(1 / 3d) + 92.1034 - Math.Log(2), values[0], 1e-3);
    }

    [Property]
    public bool Values_IdenticalAxons_AreNothing(ushort[] drawn, byte copies)
    {
        double[] losses = [1, .. drawn.Select(value => value / 4000d)];
        return LeaveOneOut.Values(new([.. Enumerable.Repeat(losses, 2 + (copies % 20))])).All(value => Math.Abs(value) < 1e-12);
    }

    [Property] // six copies are not worth more than one: this is what individual scores changed
    public bool Values_AxonIsCopied_IsNeverWorthMore(ushort mine, ushort[] others)
    {
        double[][] group = [[mine / 4000d], .. others.Select(value => (double[])[value / 4000d])];
        var alone = LeaveOneOut.Values(new(group))[0];
        var copied = LeaveOneOut.Values(new([group[0], .. group]))[0];
        return copied <= Math.Max(alone, 0) + 1e-12;
    }

    [Property]
    public bool Values_ProbabilityRises_NeverFall(ushort mine, ushort gain, ushort[] others)
    {
        double Value(double loss) => LeaveOneOut.Values(new([[loss], .. others.Select(value => (double[])[value / 4000d])]))[0];
        return Value(mine / 4000d) <= Value(Math.Max(0, mine - gain) / 4000d) + 1e-12;
    }
}
