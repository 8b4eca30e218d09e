using Bittensor.Storage.Rows;
using Bittensor.Validation.Rounds;
using FsCheck.Xunit;

namespace Bittensor.Storage.Tests;

public sealed class RoundKeyTests
{
    [Property]
    public bool NewestFirst_TwoRounds_SortAgainstTheirNumbers(uint first, uint second)
    {
        var (a, b) = (new RoundId(first), new RoundId(second));
        return Math.Sign(string.CompareOrdinal(RoundKey.NewestFirst(a), RoundKey.NewestFirst(b))) == b.CompareTo(a);
    }
}
