using ScottPlot;
using SkiaSharp;

namespace Compiled.Charts;

/// <summary>Two panels next to each other as a file, and what all panels look like.</summary>
internal static class ChartFile
{
    private const int Width = 1500;
    private const int Height = 680;

    /// <summary>Panels next to each other.</summary>
    public static Multiplot Panels(int count)
    {
        var figure = new Multiplot();
        figure.AddPlots(count);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();
        return figure;
    }

    /// <summary>An .svg, or a .png.</summary>
    public static void Save(Multiplot figure, string path)
    {
        if (Path.GetExtension(path) == ".png")
        {
            _ = figure.SavePng(path, Width, Height);
            return;
        }

        using var file = new SKFileWStream(path);
        using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), file);
        figure.Render(canvas, new PixelRect(0, Width, Height, 0));
    }

    public static void Style(Plot plot, string title, string horizontal, string vertical, Alignment legend)
    {
        plot.Font.Set("DejaVu Sans");
        plot.Title(title, size: 20);
        plot.XLabel(horizontal, size: 16);
        plot.YLabel(vertical, size: 16);
        (plot.Axes.Bottom.TickLabelStyle.FontSize, plot.Axes.Left.TickLabelStyle.FontSize) = (14, 14);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(.12);
        plot.Grid.MinorLineColor = Colors.Black.WithAlpha(.04);
        plot.Grid.MinorLineWidth = 1;
        plot.ShowLegend(legend);
        plot.Legend.FontSize = 14;
    }
}
