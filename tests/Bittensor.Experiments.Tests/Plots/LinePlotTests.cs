using System.Xml.Linq;
using Bittensor.LocalNetwork.Plots;

namespace Bittensor.Experiments.Tests.Plots;

public sealed class LinePlotTests
{
    private static readonly PlotAxis Linear = new("x", [0, 10]);

    [Fact]
    public void At_LinearAxis_IsProportional() => Assert.Equal(0.3, Linear.At(3), 1e-12);

    [Fact]
    public void At_LogarithmicAxis_IsProportionalToTheFactor() => Assert.Equal(0.5, new PlotAxis("x", [1, 100], IsLogarithmic: true).At(10), 1e-12);

    [Fact]
    public void Decades_Values_AreHeldByWholePowersOfTen() => Assert.Equal([0.1, 1, 10, 100], PlotAxis.Decades("y", [0.3, 20]).Ticks, Close);

    [Fact]
    public void ToSvg_NamesWithMarkup_IsWellFormedAndHasALineForEachSeries()
    {
        var svg = XDocument.Parse(new LinePlot(Linear, Linear, [new("a < b", [(0, 0), (10, 10)]), new("c & d", [(0, 10)])]).ToSvg());

        Assert.Equal(2, svg.Descendants().Count(element => element.Name.LocalName == "polyline"));
        Assert.Contains(svg.Descendants(), element => element.Value == "a < b");
    }

    [Fact]
    public void ToSvg_RisingLine_GoesUp()
    {
        var svg = XDocument.Parse(new LinePlot(Linear, Linear, [new("up", [(0, 0), (10, 10)])]).ToSvg());
        var points = svg.Descendants().Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value
            .Split(' ').Select(point => point.Split(',').Select(double.Parse).ToArray()).ToArray();

        Assert.True(points[1][0] > points[0][0] && points[1][1] < points[0][1]); // pixels count from the top
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-9;
}
