using Compiled.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Compiled;

/// <summary>Makes a plot of ScottPlot of a panel: axes, grid and data in the colours of a theme.</summary>
internal static class ScottPanel
{
    /// <summary>The plot, whose data has the place that the layout gives it.</summary>
    public static ScottPlot.Plot Create(PanelLayout layout, PlotTheme theme)
    {
        var (panel, range, paper, outer) = (layout.Panel, layout.Range, Paper.Of(theme), layout.Outer);
        var plot = new ScottPlot.Plot();
        plot.FigureBackground.Color = PngFigure.Colour(paper.Background);
        plot.DataBackground.Color = Colors.Transparent;
        plot.HideLegend();
        new ScottMarks(plot, layout, theme).Add();
        plot.Axes.SetLimits(range.Left, range.Right, range.Bottom, range.Top);
        plot.Layout.Fixed(new PixelPadding((float)(layout.Left - outer.Left), (float)(outer.Right - layout.Right), (float)(outer.Bottom - layout.Bottom), (float)(layout.Top - outer.Top)));
        if (panel.X.IsHidden)
        {
            plot.HideAxesAndGrid();
            return plot;
        }

        plot.Axes.Color(PngFigure.Colour(paper.Muted));
        plot.Grid.MajorLineColor = PngFigure.Colour(paper.Grid);
        plot.Grid.XAxisStyle.IsVisible = panel.X.Names is null;
        plot.Grid.YAxisStyle.IsVisible = panel.Y.Names is null;
        Style(plot.Axes.Bottom, layout.XTicks, PngFigure.Colour(paper.Text));
        Style(plot.Axes.Left, layout.YTicks, PngFigure.Colour(paper.Text));
        if (layout.AreTurned)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        }

        return plot;
    }

    private static void Style(IAxis axis, IReadOnlyList<Drawing.Tick> ticks, Color colour)
    {
        axis.TickLabelStyle.FontName = PngFont.For(string.Concat(ticks.Select(static tick => tick.Label)));
        var places = new NumericManual();
        foreach (var tick in ticks)
            places.AddMajor(tick.At, tick.Label);
        axis.TickGenerator = places;
        axis.MajorTickStyle.Length = 3;
        axis.TickLabelStyle.FontSize = (float)PanelLayout.TickSize;
        axis.TickLabelStyle.ForeColor = colour;
    }
}
