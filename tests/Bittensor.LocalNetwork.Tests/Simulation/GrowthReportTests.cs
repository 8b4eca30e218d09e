using System.Globalization;
using System.Xml.Linq;
using Bittensor.LocalNetwork.Simulation;

namespace Bittensor.LocalNetwork.Tests.Simulation;

public sealed class GrowthReportTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("growth-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Write_TwoSizes_TableHasEveryRoundAndPlotEverySize()
    {
        SimulatedRound[] rounds = [Round(64, 1, 400), Round(64, 2, 300), Round(4096, 1, 20000), Round(4096, 2, 19200)];

        await GrowthReport.WriteAsync(_folder, rounds, TestContext.Current.CancellationToken);

        var table = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "measured.md"), TestContext.Current.CancellationToken);
        Assert.Equal(4, table.Count(line => line.StartsWith("| 64 |", StringComparison.Ordinal) || line.StartsWith("| 4096 |", StringComparison.Ordinal)) - 2);
        Assert.Contains(table, line => line.EndsWith("| 19200 | 4.69 |", StringComparison.Ordinal));
        var plot = XDocument.Load(Path.Combine(_folder.FullName, "growth.svg"));
        var requests = plot.Descendants(Svg + "polyline").First().Attribute("points")!.Value.Split(' ');
        Assert.Equal(2, requests.Length);
        Assert.True(Y(requests[0]) > Y(requests[1]), "More requests lie higher.");
    }

    private static double Y(string point) => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture);

    private static SimulatedRound Round(int axons, long round, long requests) => new(
        axons, round, axons, TimeSpan.FromSeconds(axons), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2),
        new([requests, .. new long[Enum.GetValues<StorageOperation>().Length - 1]]), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), 1, new(1, 0, 0));
}
