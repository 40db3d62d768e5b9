namespace Compiled.Drawing;

/// <summary>
/// Where the parts of a panel are, in pixels from the top left of the figure: its title and legend above, the axes to the left and below, the data within. Every format is drawn by
/// it, so that a PNG and an SVG of a plot agree.
/// </summary>
internal sealed class PanelLayout
{
    public const double LabelSize = 12;
    public const double TickSize = 11;
    public const double TitleSize = 13;

    /// <summary>Room between ticks and their numbers, and between those and the axis's label.</summary>
    private const double Gap = 8;

    /// <summary>Characters of a name at an axis; twice as many in a legend.</summary>
    private const int LongestName = 24;

    private readonly List<LegendEntry> _legend = [];

    /// <summary>Lays out a panel in a part of a figure.</summary>
    public PanelLayout(Panel panel, Box part)
    {
        (Panel, Range) = (panel, PanelRange.Of(panel));
        (Left, Right, Top, Bottom) = (part.Left + 4, part.Right - 4, part.Top + 2, part.Bottom - 4);
        Outer = new Box(Left, Right, Bottom, Top);
        if (panel.Title.Length > 0)
        {
            TitleLine = Top + 13;
            Top += 22;
        }

        PlaceLegend();
        PlaceAxes();
        if (panel.IsSquare)
            MakeSquare();
    }

    public Panel Panel { get; }

    public PanelRange Range { get; }

    /// <summary>The whole panel.</summary>
    public Box Outer { get; }

    public double Left { get; private set; }

    public double Right { get; private set; }

    public double Top { get; private set; }

    public double Bottom { get; private set; }

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>The line that the title is written on.</summary>
    public double TitleLine { get; }

    public IReadOnlyList<LegendEntry> Legend => _legend;

    public IReadOnlyList<Tick> XTicks { get; private set; } = [];

    public IReadOnlyList<Tick> YTicks { get; private set; } = [];

    /// <summary>Whether the names at the level axis are written upwards.</summary>
    public bool AreTurned { get; private set; }

    /// <summary>What the numbers or names of the level axis need below it.</summary>
    public double TickHeight { get; private set; }

    /// <summary>What the numbers or names of the upright axis need to its left.</summary>
    public double TickWidth { get; private set; }

    public double X(double place) => Left + (place - Range.Left) / (Range.Right - Range.Left) * Width;

    public double Y(double place) => Bottom - (place - Range.Bottom) / (Range.Top - Range.Bottom) * Height;

    /// <summary>As much of a text as fits into a width, at a size. Faces differ: a twentieth is kept for that, and a tenth more for bold ones.</summary>
    public static string Fit(string text, double width, double size, bool isBold = false)
    {
        text = Label.Clean(text);
        size *= isBold ? 1.15 : 1.05;
        if (Label.Width(text) * size <= width)
            return text;
        var most = text.Length;
        while (most > 2 && Label.Width(Label.Clip(text, most)) * size > width)
            most--;
        return Label.Clip(text, most);
    }

    /// <summary>The size of a text in a cell: as large as the cell allows.</summary>
    public static double CellTextSize(string text, double width, double height) => Math.Min(13, Math.Min(height * 0.62, (width - 3) / Math.Max(0.6, Label.Width(text))));

    /// <summary>One entry after the other, in as many lines as they need.</summary>
    private void PlaceLegend()
    {
        if (Panel.Legend.Count == 0)
            return;
        var (x, line) = (Left + 30, Top + 10);
        foreach (var mark in Panel.Legend)
        {
            var name = Fit(Label.Clip(mark.Name, 2 * LongestName), Right - Left - 70, TickSize);
            var width = 26 + Label.Width(name) * TickSize + 14;
            if (x > Left + 30 && x + width > Right)
                (x, line) = (Left + 30, line + 17);
            _legend.Add(new(mark, name, x, line));
            x += width;
        }

        Top = line + 9;
    }

    /// <summary>Gives the labels their room; what is left is the data's.</summary>
    private void PlaceAxes()
    {
        var (x, y) = (Panel.X, Panel.Y);
        var longest = Math.Clamp((int)(Width * 0.4 / (0.6 * TickSize)), 4, LongestName);
        Bottom -= x.Label.Length > 0 ? 20 : 0;
        Left += y.Label.Length > 0 ? 20 : 0;
        Right -= x.IsHidden ? 0 : 10;

        // How much the names below need is only known when the names to the left have taken theirs; a fifth of the height at most is left for that.
        var roomBelow = x.IsHidden ? 0 : x.Names is null ? 20 : Math.Min(Height * 0.35, 20 + x.Names.Max(static name => Label.Width(Label.Clip(name, LongestName))) * TickSize);
        YTicks = Clipped(Ticks.Of(y, Range.Bottom, Range.Top, (int)((Height - roomBelow) / (y.Names is null ? 34 : TickSize + 2))), y, longest);
        TickWidth = YTicks.Count == 0 ? 0 : YTicks.Max(static tick => Label.Width(tick.Label)) * TickSize + Gap;
        Left += TickWidth;

        XTicks = Clipped(Ticks.Of(x, Range.Left, Range.Right, (int)(Width / (x.Names is null ? 62 : TickSize + 2))), x, longest);
        if (XTicks.Count == 0)
            return;
        var widest = XTicks.Max(static tick => Label.Width(tick.Label)) * TickSize;
        AreTurned = x.Names is not null && widest + 6 > Width / XTicks.Count;
        TickHeight = AreTurned ? widest + Gap : 20;
        Bottom -= TickHeight;
    }

    /// <summary>Takes away from the longer side what the shorter cannot fill.</summary>
    private void MakeSquare()
    {
        var unit = Math.Min(Width / (Range.Right - Range.Left), Height / (Range.Top - Range.Bottom));
        var (spareX, spareY) = (Width - unit * (Range.Right - Range.Left), Height - unit * (Range.Top - Range.Bottom));
        (Left, Right) = (Left + spareX / 2, Right - spareX / 2);
        (Top, Bottom) = (Top + spareY / 2, Bottom - spareY / 2);
    }

    private static IReadOnlyList<Tick> Clipped(IReadOnlyList<Tick> ticks, Axis axis, int longest) =>
        axis.Names is null ? ticks : [.. ticks.Select(tick => tick with { Label = Label.Clip(tick.Label, longest) })];
}

/// <summary>An entry of a legend.</summary>
/// <param name="Mark">What it explains.</param>
/// <param name="Name">The name as it is shown.</param>
/// <param name="X">Where its sample begins.</param>
/// <param name="Line">The line that the name is written on.</param>
internal readonly record struct LegendEntry(Mark Mark, string Name, double X, double Line)
{
    /// <summary>From the sample to the name.</summary>
    public const double ToName = 24;
}
