using Bittensor.LocalNetwork.Plots;

namespace Bittensor.Experiments;

/// <summary>The folder with what all experiments found.</summary>
/// <param name="folder">Where it is; created if it is not there.</param>
internal sealed class ReportFolder(DirectoryInfo folder)
{
    private const string Introduction = """
        # Experiments

        What the announcement of the Synapse update claims, measured with the three
        [sample models](../../src/tools/Bittensor.SampleModels/MODEL-CARD.md) on text that none of them was trained on. They are small and know
        one kind of text: the figures show which way a claim goes, not how large its effect was in the network of 2022. Written by

        ```
        dotnet run -c Release --project src/tools/Bittensor.Experiments
        ```

        The same figures come out each time but for the CPU times.


        """;

    /// <summary>Writes a text and plots for each experiment, and README.md with all findings.</summary>
    /// <param name="reports">Names of the experiments and what they found.</param>
    public void Write(IReadOnlyList<(string Name, ExperimentReport Report)> reports)
    {
        folder.Create();
        foreach (var (name, report) in reports)
        {
            foreach (var plot in report.Plots)
            {
                Write($"{name}{plot.Name}.svg", plot.Plot.ToSvg());
            }

            var pictures = string.Concat(report.Plots.Select(plot => $"![{plot.Title}]({name}{plot.Name}.svg)\n\n"));
            Write($"{name}.md", MarkdownText.Wrap($"# {report.Title}\n\n{report.Finding}\n\n{pictures}{report.Text}"));
        }

        var rows = reports.Select(report => new[] { $"[{report.Report.Title}]({report.Name}.md)", report.Report.Finding });
        Write("README.md", Introduction + MarkdownTable.Of(["Claim", "What was found"], rows, textColumns: 2));
    }

    private void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(folder.FullName, file), text.ReplaceLineEndings("\n").TrimEnd() + "\n");
}
