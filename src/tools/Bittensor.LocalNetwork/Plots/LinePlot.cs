using System.Globalization;
using System.Net;
using System.Text;

namespace Bittensor.LocalNetwork.Plots;

/// <summary>Draws lines over two axes as an SVG picture.</summary>
/// <param name="X">The axis from left to right.</param>
/// <param name="Y">The axis from bottom to top.</param>
/// <param name="Series">The lines; the legend keeps their order.</param>
public sealed record LinePlot(PlotAxis X, PlotAxis Y, IReadOnlyList<PlotSeries> Series)
{
    private const int Width = 840, Height = 440, Left = 80, Right = 310, Top = 40, Bottom = 60;

    private static readonly string[] Colours = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#7f7f7f"];

    /// <summary>The picture; the same for the same data.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns='http://www.w3.org/2000/svg' width='{Width}' height='{Height}'"));
        svg.Append(" font-family='sans-serif' font-size='12'>\n");
        svg.Append("<rect width='100%' height='100%' fill='white'/>\n");
        DrawGrid(svg);
        for (var index = 0; index < Series.Count; index++)
        {
            Draw(svg, Series[index], Colours[index % Colours.Length], Top + (20 * index));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void DrawGrid(StringBuilder svg)
    {
        foreach (var tick in Y.Ticks)
        {
            svg.Append(Line(Left, Down(tick), Width - Right, Down(tick), "stroke='#ddd'"));
            svg.Append(Text(Left - 8, Down(tick) + 4, Label(tick), "end"));
        }

        foreach (var tick in X.Ticks)
        {
            svg.Append(Line(Across(tick), Height - Bottom, Across(tick), Height - Bottom + 5, "stroke='#444'"));
            svg.Append(Text(Across(tick), Height - Bottom + 20, Label(tick), "middle"));
        }

        svg.Append(Text((Left + Width - Right) / 2d, Height - 15, X.Title, "middle"));
        svg.Append(Text(Left - 60, Top - 20, Y.Title, "start"));
    }

    private void Draw(StringBuilder svg, PlotSeries line, string colour, double legend)
    {
        var stroke = $"fill='none' stroke='{colour}' stroke-width='2'{(line.IsDashed ? " stroke-dasharray='6 4'" : "")}";
        var points = line.Points.Select(point => Invariant($"{Across(point.X):0.#},{Down(point.Y):0.#}"));
        svg.Append(Invariant($"<polyline {stroke} points='{string.Join(' ', points)}'/>\n"));
        svg.Append(Line(Width - Right + 15, legend, Width - Right + 40, legend, stroke));
        svg.Append(Text(Width - Right + 46, legend + 4, line.Name, "start"));
    }

    private double Across(double value) => Left + (X.At(value) * (Width - Right - Left));

    private double Down(double value) => Height - Bottom - (Y.At(value) * (Height - Bottom - Top));

    private static string Line(double x1, double y1, double x2, double y2, string stroke) =>
        Invariant($"<line x1='{x1:0.#}' y1='{y1:0.#}' x2='{x2:0.#}' y2='{y2:0.#}' {stroke}/>\n");

    private static string Text(double x, double y, string text, string anchor) =>
        Invariant($"<text x='{x:0.#}' y='{y:0.#}' fill='#444' text-anchor='{anchor}'>{WebUtility.HtmlEncode(text)}</text>\n");

    private static string Label(double tick) =>
        tick.ToString(tick is >= 1e6 or < 1e-3 and > 0 ? "0e0" : "#,0.###", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
