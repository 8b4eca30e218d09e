using Bittensor.Client;
using Spectre.Console;

namespace Bittensor.LocalNetwork.Tests;

public sealed class LeaderboardViewTests
{
    [Fact]
    public void Draw_UnansweredAxon_ShowsDashesAndItsShare()
    {
        var text = Render(Row(2, 7, "silent") with { Loss = null, LossVal = null, EstimatedParameters = null, MedianResponseTime = null, ShareAnswered = 0.25 });

        var line = Assert.Single(text.Split('\n'), part => part.Contains("silent", StringComparison.Ordinal));
        string[] cells = [.. line.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(["2", "7", "silent", "nano", "bpe-4096", "-", "-", "-", "1.500", "0.250", "-", "25 %"], cells);
    }

    [Fact]
    public void Draw_AnsweredAxon_ShowsUnits()
    {
        var text = Render(Row(1, 3, "small"));

        Assert.Contains("12.3M", text, StringComparison.Ordinal);
        Assert.Contains("1250 ms", text, StringComparison.Ordinal);
        Assert.Contains("Round 9: 3 of 4 axons answered, mean loss 3.125 nats", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_NameWithMarkup_IsShownAsItIs() =>
        Assert.Contains("[red]x[/]", Render(Row(1, 3, "[red]x[/]")), StringComparison.Ordinal);

    internal static LeaderboardRow Row(int rank, int uid, string name) => new()
    {
        Rank = rank,
        Uid = uid,
        Name = name,
        Model = "nano",
        Tokenizer = "bpe-4096",
        Loss = 3.25,
        LossVal = 3.5,
        EstimatedParameters = 12_345_678,
        Score = 1.5,
        Weight = 0.25,
        MedianResponseTime = 1.25,
        ShareAnswered = 1,
        Responded = true,
    };

    private static string Render(LeaderboardRow row)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 200;
        console.Profile.Capabilities.Unicode = true;
        console.Write(LeaderboardView.Draw(new RoundInfo(9, "Closed", Axons: 4, Answered: 3, MeanLoss: 3.125), [row]));
        return writer.ToString();
    }
}
