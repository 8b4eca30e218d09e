namespace Bittensor.LocalNetwork.Tests.SimulatedAxons.Answers;

public sealed class HeldOutTextTests
{
    [Fact]
    public void Continue_PromptsOfTheText_GivesWhatFollows() => Assert.All(
        Support.Pieces(count: 20, tokens: 66), piece => Assert.Equal(piece[64..], Support.Text.Continue(piece.AsSpan(0, 64), 2)));

    [Fact]
    public void Continue_AnotherText_Throws() =>
        Assert.Throws<ArgumentException>("prompt", () => Support.Text.Continue([50000, 49999, 50000], 2));
}
