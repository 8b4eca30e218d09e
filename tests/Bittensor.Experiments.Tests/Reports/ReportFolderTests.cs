using Bittensor.LocalNetwork.Plots;

namespace Bittensor.Experiments.Tests.Reports;

public sealed class ReportFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_OneReport_LeavesItsTextItsPlotsAndALineInTheReadme()
    {
        var plot = new LinePlot(new("x", [0, 1]), new("y", [0, 1]), [new("line", [(0, 0), (1, 1)])]);

        new ReportFolder(_folder).Write([("claim", new("A claim", "It holds.", "How so.", new ReportPlot("", "A plot", plot), new ReportPlot("-2", "Another", plot)))]);

        Assert.Equal(["README.md", "claim-2.svg", "claim.md", "claim.svg"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Contains("| [A claim](claim.md) | It holds. |", Read("README.md"), StringComparison.Ordinal);
        Assert.Contains("![A plot](claim.svg)\n\n![Another](claim-2.svg)", Read("claim.md"), StringComparison.Ordinal);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.FullName, file));
}
