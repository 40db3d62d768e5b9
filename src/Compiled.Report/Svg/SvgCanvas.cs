using System.Globalization;
using System.Text;

namespace Compiled.Drawing;

/// <summary>Writes the elements of an SVG, with one colour of each kind for every theme.</summary>
/// <param name="theme">The theme; null for one that the page decides by CSS variables.</param>
internal sealed class SvgCanvas(PlotTheme? theme)
{
    private readonly StringBuilder _text = new();

    /// <summary>The face of all text; the first that the reader's system has.</summary>
    public const string Face = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif";

    /// <summary>The paper.</summary>
    public string Background => theme is { } known ? Palette.Css(Paper.Of(known).Background) : "var(--plot-paper)";

    /// <summary>Lines that lead the eye.</summary>
    public string Grid => theme is { } known ? Palette.Css(Paper.Of(known).Grid) : "var(--plot-grid)";

    /// <summary>A colour of data, of text, or of what is muted.</summary>
    public string Hue(int hue) => theme is { } known ? Palette.Css(Palette.Rgb(hue, known)) : hue switch
    {
        Palette.Muted => "var(--plot-muted)",
        Palette.Text => "var(--plot-text)",
        _ => Palette.Css(Palette.Rgb(hue, PlotTheme.Light)),
    };

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public void Raw(string markup) => _text.Append(markup);

    public void Rectangle(double x, double y, double width, double height, string attributes) =>
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" {attributes}/>\n");

    public void Line(double x1, double y1, double x2, double y2, string attributes) =>
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {attributes}/>\n");

    public void Path(string data, string attributes) => _text.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" {attributes}/>\n");

    /// <summary>A line of text.</summary>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="y">The line that it is written on.</param>
    /// <param name="text">Any text.</param>
    /// <param name="size">The size of the face.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="attributes">More attributes; a fill if it is not that of text.</param>
    public void Text(double x, double y, string text, double size, string anchor = "start", string attributes = "")
    {
        var fill = attributes.Contains("fill=", StringComparison.Ordinal) ? "" : $" fill=\"{Hue(Palette.Text)}\"";
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{anchor}\"{fill}{(attributes.Length > 0 ? " " + attributes : "")}>{Escape(text)}</text>\n");
    }

    /// <summary>Text as XML and HTML hold it.</summary>
    public static string Escape(string text) =>
        Label.Clean(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");

    public override string ToString() => _text.ToString();
}
