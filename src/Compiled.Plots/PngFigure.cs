using Compiled.Drawing;
using ScottPlot;
using SkiaSharp;
using Palette = Compiled.Drawing.Palette;

namespace Compiled;

/// <summary>Draws a plot as PNG: titles and legends here, axes and data by ScottPlot, both where the layout says.</summary>
internal static class PngFigure
{
    private const int MostPixels = 16_384;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Draw(Plot plot, PlotOptions options)
    {
        var (width, height) = (options.Width ?? plot.Width, options.Height ?? plot.Height);
        var (pixelsWide, pixelsHigh) = ((int)Math.Round(width * options.Scale), (int)Math.Round(height * options.Scale));
        if (pixelsWide > MostPixels || pixelsHigh > MostPixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Scale,
                FormattableString.Invariant($"A scale of {options.Scale} makes a picture of {pixelsWide} × {pixelsHigh} pixels, but a side has at most {MostPixels}: choose a smaller scale or size."));
        }

        var paper = Paper.Of(options.Theme);
        var layout = new FigureLayout(plot, width, height);
        using var surface = SKSurface.Create(new SKImageInfo(pixelsWide, pixelsHigh));
        var canvas = surface.Canvas;
        canvas.Clear(Colour(paper.Background).ToSKColor());
        canvas.Scale((float)options.Scale);
        foreach (var panel in layout.Panels)
        {
            var outer = panel.Outer;
            var rectangle = new PixelRect((float)outer.Left, (float)outer.Right, (float)outer.Bottom, (float)outer.Top);
            // ScottPlot clears what it draws on: without a clip, all panels before.
            canvas.Save();
            canvas.ClipRect(new SKRect(rectangle.Left, rectangle.Top, rectangle.Right, rectangle.Bottom));
            ScottPanel.Create(panel, options.Theme).Render(canvas, rectangle);
            canvas.Restore();
            DrawAround(canvas, panel, options.Theme);
        }

        if (plot.Title.Length > 0)
        {
            var title = PanelLayout.Fit(plot.Title, layout.TextWidth, FigureLayout.TitleSize, isBold: true);
            Text(canvas, title, width / 2.0, layout.TitleLine, FigureLayout.TitleSize, paper.Text, Alignment.LowerCenter, isBold: true);
        }

        if (plot.Subtitle.Length > 0)
            Text(canvas, PanelLayout.Fit(plot.Subtitle, layout.TextWidth, FigureLayout.SubtitleSize), width / 2.0, layout.SubtitleLine, FigureLayout.SubtitleSize, paper.Muted, Alignment.LowerCenter);
        // At the edges of panels, where half of a pixel was cleared.
        canvas.DrawColor(Colour(paper.Background).ToSKColor(), SKBlendMode.DstOver);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A colour of ours as ScottPlot's.</summary>
    public static Color Colour(uint rgb, double opacity = 1) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb, (byte)Math.Round(255 * opacity));

    /// <summary>Title, legend, labels of the axes and note of a panel. ScottPlot would put them where its own layout ends.</summary>
    private static void DrawAround(SKCanvas canvas, PanelLayout layout, PlotTheme theme)
    {
        var (panel, paper, outer, middle) = (layout.Panel, Paper.Of(theme), layout.Outer, (layout.Left + layout.Right) / 2);
        if (panel.Title.Length > 0)
        {
            var title = PanelLayout.Fit(panel.Title, outer.Right - outer.Left, PanelLayout.TitleSize, isBold: true);
            Text(canvas, title, (outer.Left + outer.Right) / 2, layout.TitleLine, PanelLayout.TitleSize, paper.Text, Alignment.LowerCenter, isBold: true);
        }

        foreach (var entry in layout.Legend)
        {
            DrawSwatch(canvas, entry, Colour(Palette.Rgb(entry.Mark.Hue, theme)).ToSKColor());
            Text(canvas, entry.Name, entry.X + LegendEntry.ToName, entry.Line, PanelLayout.TickSize, paper.Text, Alignment.LowerLeft);
        }

        if (panel.X.Label.Length > 0)
        {
            var label = PanelLayout.Fit(panel.X.Label, layout.Width + 16, PanelLayout.LabelSize);
            Text(canvas, label, middle, layout.Bottom + layout.TickHeight + 13, PanelLayout.LabelSize, paper.Text, Alignment.LowerCenter);
        }

        if (panel.Y.Label.Length > 0)
        {
            canvas.Save();
            canvas.Translate((float)(layout.Left - layout.TickWidth - 7), (float)((layout.Top + layout.Bottom) / 2));
            canvas.RotateDegrees(-90);
            Text(canvas, PanelLayout.Fit(panel.Y.Label, layout.Height, PanelLayout.LabelSize), 0, 0, PanelLayout.LabelSize, paper.Text, Alignment.LowerCenter);
            canvas.Restore();
        }

        if (panel.Note.Length > 0)
        {
            var note = PanelLayout.Fit(panel.Note, layout.Width - 8, PanelLayout.LabelSize);
            Text(canvas, note, middle, (layout.Top + layout.Bottom) / 2 + 4, PanelLayout.LabelSize, paper.Muted, Alignment.LowerCenter);
        }
    }

    private static void DrawSwatch(SKCanvas canvas, LegendEntry entry, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true, StrokeWidth = 2 };
        var (x, line) = ((float)entry.X, (float)entry.Line);
        if (entry.Mark is LineMark or RuleMark)
        {
            using var dashes = entry.Mark is RuleMark or LineMark { IsDashed: true } ? SKPathEffect.CreateDash([5, 4], 0) : null;
            paint.PathEffect = dashes;
            canvas.DrawLine(x, line - 4, x + 20, line - 4, paint);
        }
        else if (entry.Mark is PointsMark)
        {
            canvas.DrawCircle(x + 12, line - 4, 4, paint);
        }
        else
        {
            canvas.DrawRect(x + 6, line - 10, 12, 12, paint);
        }
    }

    private static void Text(SKCanvas canvas, string text, double x, double line, double size, uint rgb, Alignment alignment, bool isBold = false)
    {
        using var paint = Paint.NewDisposablePaint();
        var label = new LabelStyle { Text = text, FontName = PngFont.For(text), FontSize = (float)size, ForeColor = Colour(rgb), Alignment = alignment, Bold = isBold };
        // The box of a line reaches below the line that it is written on.
        label.Render(canvas, new Pixel((float)x, (float)(line + size * 0.25)), paint);
    }
}
