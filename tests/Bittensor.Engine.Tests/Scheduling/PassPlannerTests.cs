using Bittensor.Engine.Scheduling;
using FsCheck.Xunit;

namespace Bittensor.Engine.Tests.Scheduling;

public class PassPlannerTests
{
    [Fact]
    public void Plan_SimilarLengths_ShareAPass() =>
        Assert.Equal([[1, 2, 0]], PassPlanner.Plan([90, 100, 95], padded: true, new PassLimits(8, 1000), similar: true));

    [Fact]
    public void Plan_LengthsFarApart_DoNotShareUnlessAskedTo()
    {
        Assert.Equal([[1], [0]], PassPlanner.Plan([10, 100], padded: true, new PassLimits(8, 1000), similar: true));
        Assert.Equal([[1, 0]], PassPlanner.Plan([10, 100], padded: true, new PassLimits(8, 1000), similar: false));
    }

    [Fact]
    public void Plan_ShortRows_ShareWhateverTheirLengths() =>
        Assert.Equal([[1, 0]], PassPlanner.Plan([1, 17], padded: true, new PassLimits(8, 1000), similar: true));

    [Fact]
    public void Plan_WithoutPadding_GroupsEqualLengths() =>
        Assert.Equal([[1, 3], [0, 2]], PassPlanner.Plan([4, 5, 4, 5], padded: false, new PassLimits(8, 1000), similar: true));

    [Fact]
    public void Plan_RowsBeyondLimits_SplitsPasses()
    {
        Assert.Equal([[0, 1], [2]], PassPlanner.Plan([5, 5, 5], padded: true, new PassLimits(2, 1000), similar: true));
        Assert.Equal([[0, 1], [2]], PassPlanner.Plan([5, 5, 5], padded: true, new PassLimits(8, 10), similar: true));
        Assert.Equal([[0]], PassPlanner.Plan([50], padded: true, new PassLimits(8, 10), similar: true));
    }

    [Property]
    public bool Plan_AnyRows_RunsEachOnceWithinLimits(byte[] sizes, bool padded, bool similar)
    {
        var lengths = Array.ConvertAll(sizes, size => size + 1);
        var plan = PassPlanner.Plan(lengths, padded, new PassLimits(5, 300), similar);
        return plan.SelectMany(pass => pass).Order().SequenceEqual(Enumerable.Range(0, lengths.Length))
            && plan.TrueForAll(pass => pass.Length <= 5 && (pass.Length == 1 || pass.Length * pass.Max(row => lengths[row]) <= 300))
            && (padded || plan.TrueForAll(pass => pass.Select(row => lengths[row]).Distinct().Count() == 1));
    }
}
