using System.Text.Json;

namespace Bittensor.LocalNetwork.Tests;

public sealed class LeaderboardJsonTests
{
    [Fact]
    public void Write_TwoRows_KeepsTheirOrderAndHasTheAgreedKeys()
    {
        using var json = JsonDocument.Parse(
            LeaderboardJson.Write([LeaderboardViewTests.Row(1, 3, "small"), LeaderboardViewTests.Row(2, 0, "nano") with { Loss = null }]));

        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(["small", "nano"], rows.Select(row => row.GetProperty("name").GetString()));
        Assert.All(rows, row => Assert.Equal(
            ["uid", "name", "loss", "lossVal", "estimatedParameters", "score", "weight", "responded"],
            row.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("loss").ValueKind);
        Assert.Equal(12_345_678, rows[0].GetProperty("estimatedParameters").GetDouble());
    }
}
