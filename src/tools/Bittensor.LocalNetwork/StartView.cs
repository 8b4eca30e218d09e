using System.Globalization;
using Spectre.Console;

namespace Bittensor.LocalNetwork;

/// <summary>Says what is up and what to try.</summary>
internal static class StartView
{
    private const double Megabyte = 1 << 20;

    /// <summary>Says that an axon is ready.</summary>
    public static void Ready(IAnsiConsole console, RunningAxon axon) => console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  axon {axon.Source.Uid} {axon.Source.Name,-12} ready in {axon.StartTime.TotalSeconds:0.00} s, {axon.Memory / Megabyte:0} MB, {axon.Address}"));

    /// <summary>Shows the addresses to try.</summary>
    public static void Running(IAnsiConsole console, Uri axon, Uri validator)
    {
        string[] lines =
        [
            "The validator is up. Try:",
            $"  curl {validator}scores",
            $"  curl {validator}rounds",
            $"  curl {axon}metadata",
            $"""  curl {axon}TextSeq2Seq -H "Content-Type: application/json" -d '{SampleRequest}'""",
            "Ctrl+C stops the network.",
        ];
        foreach (var line in lines)
        {
            console.Profile.Out.Writer.WriteLine(line); // as it is: a wrapped command cannot be copied
        }
    }

    private const string SampleRequest = """{"text":["Gets the number of"],"num_to_generate":20}""";
}
