using System.Text;
using Compiled.Drawing;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// A picture of a run, of an evaluation or of a network: <see cref="Loss"/>, <see cref="ConfusionMatrix"/>, <see cref="Regions"/> … Titles, names and sizes come from the data. It is written
/// as SVG by <see cref="SaveSvg"/>, which needs no native library; the package Compiled.Plots adds <c>Save</c>, which writes PNG too.
/// </summary>
/// <remarks>
/// Immutable, so safe on any number of threads. The same data gives the same SVG, byte for byte. Values that are not finite are left out, and the legend tells how many; names are
/// shown as one line, clipped where they are long, and anything may be in them.
/// </remarks>
public sealed partial class Plot
{
    private const int StandardWidth = 800;
    private const int StandardHeight = 460;

    private Plot(string title, params IReadOnlyList<Panel> panels) => (Title, Panels) = (title, panels);

    /// <summary>The line above the picture; see <see cref="WithTitle"/>.</summary>
    public string Title { get; private init; }

    /// <summary>A smaller line below the title.</summary>
    internal string Subtitle { get; private init; } = "";

    /// <summary>The panels, row by row.</summary>
    internal IReadOnlyList<Panel> Panels { get; }

    /// <summary>Panels side by side.</summary>
    internal int PanelColumns { get; private init; } = 1;

    /// <summary>The width that suits what is shown, in pixels.</summary>
    public int Width { get; private init; } = StandardWidth;

    /// <summary>The height that suits what is shown, in pixels.</summary>
    public int Height { get; private init; } = StandardHeight;

    /// <summary>The same picture with another title; an empty one leaves no room for it.</summary>
    public Plot WithTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new(title, Panels) { Subtitle = Subtitle, PanelColumns = PanelColumns, Width = Width, Height = Height };
    }

    /// <summary>Several plots as one picture, row by row; their titles become those of their panels, their subtitles are left out.</summary>
    /// <param name="title">The title of the whole; empty for none.</param>
    /// <param name="columns">Panels side by side, at least 1.</param>
    /// <param name="plots">At least one plot.</param>
    /// <exception cref="ArgumentException">There is no plot, or one is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one column.</exception>
    public static Plot Combine(string title, int columns, params IReadOnlyList<Plot> plots)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(plots);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (plots.Count == 0)
            throw new ArgumentException("'plots' is empty: pass at least one plot.", nameof(plots));
        if (plots.Any(static plot => plot is null))
            throw new ArgumentException("'plots' contains a null.", nameof(plots));
        List<Panel> panels = [];
        foreach (var plot in plots)
            panels.AddRange(plot.Panels.Select(panel => panel.Title.Length > 0 ? panel : panel with { Title = plot.Title }));
        var (across, down) = (Math.Min(columns, panels.Count), (panels.Count + columns - 1) / columns);
        return new Plot(title, panels)
        {
            PanelColumns = columns,
            Width = Math.Clamp(across * Math.Clamp(1300 / across, 260, 640), PlotOptions.LeastSize, PlotOptions.MostSize),
            Height = Math.Clamp(50 + down * Math.Clamp(1300 / across, 260, 480), PlotOptions.LeastSize, PlotOptions.MostSize),
        };
    }

    /// <summary>The picture as the text of an SVG file.</summary>
    /// <param name="options">Theme and size; null for light paper and the picture's own size.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public string ToSvg(PlotOptions? options = null)
    {
        options ??= new PlotOptions();
        options.Check();
        return SvgFigure.Draw(this, options.Width ?? Width, options.Height ?? Height, options.Theme);
    }

    /// <summary>Writes the picture as an SVG file, completely or not at all.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="options">Theme and size; null for light paper and the picture's own size.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
    public void SaveSvg(string path, PlotOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = Encoding.UTF8.GetBytes(ToSvg(options));
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>The title.</summary>
    public override string ToString() => Title;

    /// <summary>The picture as an element of a page that has the colours of its theme in CSS variables.</summary>
    internal string ToElement() => SvgFigure.Draw(this, Width, Height, theme: null);

    /// <summary>The same for a page on a desk: as wide as half of it, or as all of it where there are several panels or many cells, so that text keeps its size.</summary>
    internal Plot Wide()
    {
        const int half = 530, whole = 1060;
        var isLarge = Panels.Count > 1 || Panels[0].Marks.Any(static mark => mark is BoxMark or CellsMark);
        if (Width <= half || (isLarge && Width <= whole))
            return this;
        var height = isLarge || Panels[0].Y.Names is not null ? Height : Panels[0].IsSquare ? 560 + 17 * Panels[0].Legend.Count / 2 : Math.Max(340, Height * half / Width);
        return new Plot(Title, Panels) { Subtitle = Subtitle, PanelColumns = PanelColumns, Width = isLarge ? whole : half, Height = height };
    }

    /// <summary>The same for a telephone: panels below each other, the height in proportion; null where that would be too small to read, so that it is better moved to and fro.</summary>
    internal Plot? Narrow()
    {
        const int width = 380;
        if (Width <= width)
            return this;
        var cells = Panels.SelectMany(static panel => panel.Marks).OfType<CellsMark>().FirstOrDefault();
        var isDiagram = Panels[0].Marks.Any(static mark => mark is BoxMark);
        if ((isDiagram && Width > 480) || cells?.Strengths.GetLength(1) > 8)
            return null;
        var images = Panels.Count > 1 && Panels.All(static panel => panel.X.IsHidden);
        var columns = images ? Math.Min(4, PanelColumns) : 1;
        var rows = (Panels.Count + columns - 1) / columns;
        var height = images ? 90 + rows * 112
            : Panels.Count > 1 ? 50 + rows * 290
            : isDiagram || (Panels[0].Y.Names is not null && !Panels[0].IsSquare) ? Height
            : Panels[0].IsSquare ? 460 + 17 * Panels[0].Legend.Count
            : 300;
        return new Plot(Title, Panels) { Subtitle = Subtitle, PanelColumns = columns, Width = width, Height = height };
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var index = 0; index < doubles.Length; index++)
            doubles[index] = values[index];
        return doubles;
    }

    /// <summary>A name for the legend, with what is not shown.</summary>
    private static string Named(string name, IEnumerable<double> values, string what)
    {
        var missing = values.Count(static value => !double.IsFinite(value));
        return missing == 0 ? name : FormattableString.Invariant($"{name} ({missing:#,##0} {what}{(missing == 1 ? "" : "s")} not finite)");
    }
}
