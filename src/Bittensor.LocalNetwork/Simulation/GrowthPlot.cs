using System.Globalization;
using System.Text;

namespace Bittensor.LocalNetwork;

/// <summary>Draws how a round grows with the number of axons: both axes are logarithmic, so that what grows in proportion is a
/// line at 45 degrees.</summary>
internal static class GrowthPlot
{
    private const int Width = 720, Height = 420, Left = 70, Right = 190, Top = 30, Bottom = 50;

    /// <summary>Lines: a name, a colour, and the value of a round.</summary>
    private static readonly (string Name, string Colour, Func<SimulatedRound, double> Value)[] Series =
    [
        ("storage requests", "#1f77b4", round => round.Storage.Total),
        ("round time, s", "#d62728", round => round.Time.TotalSeconds),
        ("validator CPU, s", "#2ca02c", round => round.ValidatorCpu.TotalSeconds),
        ("closing step, s", "#9467bd", round => round.ClosingTime.TotalSeconds),
    ];

    /// <summary>Draws the last round of each size.</summary>
    /// <param name="rounds">What was measured.</param>
    public static string Draw(IReadOnlyList<SimulatedRound> rounds)
    {
        SimulatedRound[] last = [.. rounds.GroupBy(round => round.Axons).Select(size => size.Last()).OrderBy(round => round.Axons)];
        var values = Series.SelectMany(line => last.Select(line.Value)).ToArray();
        var x = new LogAxis(last[0].Axons, last[^1].Axons, Left, Width - Right);
        var y = new LogAxis(values.Min(), values.Max(), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns='http://www.w3.org/2000/svg' width='{Width}' height='{Height}' font-family='sans-serif' font-size='12'>"));
        svg.Append("<rect width='100%' height='100%' fill='white'/>");
        DrawGrid(svg, last, x, y);
        foreach (var (line, index) in Series.Select((line, index) => (line, index)))
        {
            var points = last.Select(round => Invariant($"{x.At(round.Axons):0.#},{y.At(line.Value(round)):0.#}"));
            svg.Append(Invariant($"<polyline fill='none' stroke='{line.Colour}' stroke-width='2' points='{string.Join(' ', points)}'/>"));
            svg.Append(Text(Width - Right + 12, Top + 10 + (20 * index), line.Name, line.Colour));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawGrid(StringBuilder svg, SimulatedRound[] rounds, LogAxis x, LogAxis y)
    {
        foreach (var power in y.PowersOfTen)
        {
            svg.Append(Invariant($"<line x1='{Left}' x2='{Width - Right}' y1='{y.At(power):0.#}' y2='{y.At(power):0.#}' stroke='#ddd'/>"));
            svg.Append(Text(8, y.At(power) + 4, power.ToString("#,0.###", CultureInfo.InvariantCulture), "#444"));
        }

        foreach (var round in rounds)
        {
            svg.Append(Text(x.At(round.Axons) - 12, Height - Bottom + 20, $"{round.Axons}", "#444"));
        }

        svg.Append(Text(((Left + Width - Right) / 2) - 20, Height - 10, "axons", "#444"));
    }

    private static string Text(double x, double y, string text, string colour) =>
        Invariant($"<text x='{x:0.#}' y='{y:0.#}' fill='{colour}'>{text}</text>");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
