using Bittensor.Plots;

namespace Bittensor.Experiments.Tests.Reports;

public sealed class ReportFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_OneReport_LeavesItsTextItsPlotAndALineInTheReadme()
    {
        var plot = new LinePlot(new("x", [0, 1]), new("y", [0, 1]), [new("line", [(0, 0), (1, 1)])]);

        new ReportFolder(_folder).Write([("claim", new("A claim", "It holds.", "How so.", plot))]);

        Assert.Equal(["README.md", "claim.md", "claim.svg"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Contains("| [A claim](claim.md) | It holds. |", Read("README.md"), StringComparison.Ordinal);
        Assert.Contains("![A claim](claim.svg)", Read("claim.md"), StringComparison.Ordinal);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.FullName, file));
}
