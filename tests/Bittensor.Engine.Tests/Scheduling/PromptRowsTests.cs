using Bittensor.Engine.Scheduling;

namespace Bittensor.Engine.Tests.Scheduling;

public class PromptRowsTests
{
    [Fact]
    public void Split_RowsOfManyTokens_GivesPartsThatKeepTheirNumbers()
    {
        int[] lengths = [3, 3, 5, 9, 2, 2];
        var rows = new PromptRows([.. lengths.Select(length => new int[length])], [0, 1, 2, 3, 4, 5], lengths.Sum());

        var parts = rows.Split(6).ToArray();

        Assert.Equal([0, 2, 3, 4], parts.Select(part => part.First)); // the row of 9 is a part of its own
        Assert.Equal([6, 5, 9, 4], parts.Select(part => part.Count));
        Assert.Equal(rows.Tokens, parts.SelectMany(part => part.Tokens));
        Assert.Equal(rows.Skipped, parts.SelectMany(part => part.Skipped));
    }
}
