using Bittensor.Validation.Rounds;
using FsCheck.Xunit;

namespace Bittensor.Validation.Tests;

public class RoundIdTests
{
    [Theory]
    [InlineData("42", 42)]
    [InlineData("0000000042", 42)]
    [InlineData("9999999999", 9999999999)]
    public void Parse_Digits_IsNumber(string text, long number) => Assert.Equal(number, RoundId.Parse(text).Number);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("10000000000")]
    [InlineData("1' or PartitionKey ne '")]
    public void TryParse_Anything_IsRefused(string? text) => Assert.False(RoundId.TryParse(text, out _));

    [Property]
    public bool Keys_TwoRounds_SortAsTheirNumbers(uint first, uint second)
    {
        var (a, b) = (new RoundId(first), new RoundId(second));
        return Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())) == a.CompareTo(b);
    }
}
