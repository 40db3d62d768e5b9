using System.Globalization;

namespace Compiled.Drawing;

/// <summary>Draws a plot as SVG: its title, and its panels in a grid.</summary>
internal static class SvgFigure
{
    /// <summary>A whole file, or an element of a page.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="theme">Light or dark; null for the page's.</param>
    public static string Draw(Plot plot, int width, int height, PlotTheme? theme)
    {
        var canvas = new SvgCanvas(theme);
        var layout = new FigureLayout(plot, width, height);
        var size = theme is null ? "" : string.Create(CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"");
        canvas.Raw(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"{size} role=\"img\" aria-label=\"{SvgCanvas.Escape(plot.Title)}\" font-family=\"{SvgCanvas.Face}\">\n"));
        canvas.Raw($"<title>{SvgCanvas.Escape(plot.Title)}</title>\n");
        canvas.Rectangle(0, 0, width, height, $"fill=\"{canvas.Background}\"");
        if (plot.Title.Length > 0)
            canvas.Text(width / 2.0, layout.TitleLine, PanelLayout.Fit(plot.Title, layout.TextWidth, FigureLayout.TitleSize, isBold: true), FigureLayout.TitleSize, "middle", "font-weight=\"600\"");
        if (plot.Subtitle.Length > 0)
        {
            var text = PanelLayout.Fit(plot.Subtitle, layout.TextWidth, FigureLayout.SubtitleSize);
            canvas.Text(width / 2.0, layout.SubtitleLine, text, FigureLayout.SubtitleSize, "middle", $"fill=\"{canvas.Hue(Palette.Muted)}\"");
        }

        foreach (var panel in layout.Panels)
            new SvgPanel(canvas, panel).Draw();
        canvas.Raw("</svg>\n");
        return canvas.ToString();
    }
}
