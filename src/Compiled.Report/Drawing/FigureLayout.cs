namespace Compiled.Drawing;

/// <summary>Where title and panels of a plot are.</summary>
internal sealed class FigureLayout
{
    public const double TitleSize = 16;
    public const double SubtitleSize = 12;
    private const double Margin = 10;

    /// <summary>Lays out a plot in a size of pixels.</summary>
    public FigureLayout(Plot plot, int width, int height)
    {
        var top = Margin;
        if (plot.Title.Length > 0)
        {
            TitleLine = top + TitleSize;
            top += TitleSize + 12;
        }

        if (plot.Subtitle.Length > 0)
        {
            SubtitleLine = top + 8;
            top += 20;
        }

        TextWidth = width - 2 * Margin;
        var columns = Math.Min(plot.PanelColumns, plot.Panels.Count);
        var rows = (plot.Panels.Count + columns - 1) / columns;
        var (cellWidth, cellHeight) = ((width - 2 * Margin) / columns, (height - top - Margin) / rows);
        Panels = [.. plot.Panels.Select((panel, index) =>
        {
            var (left, up) = (Margin + index % columns * cellWidth, top + index / columns * cellHeight);
            return new PanelLayout(panel, new Box(left, left + cellWidth, up + cellHeight, up));
        })];
    }

    /// <summary>What titles may fill.</summary>
    public double TextWidth { get; }

    /// <summary>The line that the title is written on; 0 without one.</summary>
    public double TitleLine { get; }

    /// <summary>The line that the subtitle is written on; 0 without one.</summary>
    public double SubtitleLine { get; }

    public IReadOnlyList<PanelLayout> Panels { get; }
}
