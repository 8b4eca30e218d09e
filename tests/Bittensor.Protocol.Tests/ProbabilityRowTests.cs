using FsCheck;
using FsCheck.Xunit;

namespace Bittensor.Protocol.Tests;

public class ProbabilityRowTests
{
    [Property]
    public void Mass_AnyRow_IsItsSumInDoublePrecision(byte[] values)
    {
        var row = Array.ConvertAll(values, value => value / 255f);

        Assert.Equal(row.Sum(value => (double)value), ProbabilityRow.Mass(row), 1e-9);
    }

    [Property]
    public void FirstInvalid_OneBadValue_IsFound(NonNegativeInt length, NonNegativeInt place, byte kind)
    {
        var row = Enumerable.Repeat(0.5f, (length.Get % 100) + 1).ToArray();
        row[place.Get % row.Length] = (kind % 4) switch { 0 => float.NaN, 1 => -1e-30f, 2 => 1.0000001f, _ => float.PositiveInfinity };

        Assert.Equal(place.Get % row.Length, ProbabilityRow.FirstInvalid(row));
    }

    [Fact]
    public void FirstInvalid_BoundsThemselves_AreProbabilities() => Assert.Equal(-1, ProbabilityRow.FirstInvalid([0, 1, -0f, 0.5f, 1e-45f]));
}
