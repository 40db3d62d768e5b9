using System.Globalization;
using System.Text;
using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>Writes the elements of a page. All text is escaped; only pictures are markup.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Id, string Name)> _sections = [];

    /// <summary>A width below which pictures are drawn for a telephone.</summary>
    public const int NarrowBelow = 720;

    /// <summary>A heading of the second order, which the list at the top leads to.</summary>
    public void Section(string id, string name)
    {
        _sections.Add((id, name));
        _text.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{id}\">{SvgCanvas.Escape(name)}</h2>\n");
    }

    public void Heading(string name) => _text.Append(CultureInfo.InvariantCulture, $"<h3>{SvgCanvas.Escape(name)}</h3>\n");

    public void Paragraph(string text) => _text.Append(CultureInfo.InvariantCulture, $"<p>{SvgCanvas.Escape(text)}</p>\n");

    /// <summary>Lines that keep their blanks.</summary>
    public void Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(SvgCanvas.Escape);
        _text.Append("<pre tabindex=\"0\">").AppendJoin('\n', lines).Append("</pre>\n");
    }

    /// <summary>A table; columns from <paramref name="numbersFrom"/> on are numbers.</summary>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int numbersFrom = 1)
    {
        _text.Append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        for (var column = 0; column < head.Count; column++)
            Cell("th", head[column], column >= numbersFrom);
        _text.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            _text.Append("<tr>");
            for (var column = 0; column < row.Count; column++)
                Cell("td", row[column], column >= numbersFrom);
            _text.Append("</tr>\n");
        }

        _text.Append("</tbody></table></div>\n");
    }

    /// <summary>Pictures side by side where there is room.</summary>
    public void Pictures(params IEnumerable<Plot> plots)
    {
        _text.Append("<div class=\"pictures\">\n");
        foreach (var plot in plots)
        {
            var wide = plot.Wide();
            var style = string.Create(CultureInfo.InvariantCulture, $"style=\"flex-basis:{wide.Width}px;max-width:{wide.Width}px\"");
            if (plot.Narrow() is { } narrow)
                _text.Append(CultureInfo.InvariantCulture, $"<figure class=\"wide\" {style}>{wide.ToElement()}</figure>\n<figure class=\"narrow\">{narrow.ToElement()}</figure>\n");
            else
                _text.Append(CultureInfo.InvariantCulture, $"<figure class=\"scroll\" tabindex=\"0\" {style}><div style=\"min-width:{wide.Width * 9 / 10}px\">{wide.ToElement()}</div></figure>\n");
        }

        _text.Append("</div>\n");
    }

    /// <summary>The page around what was written.</summary>
    public string Complete(string title, string lead)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        // Nothing is fetched, and no script runs, whatever a name manages to say.
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        // A page without an icon would be asked for one.
        page.Append("<link rel=\"icon\" href=\"data:,\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{SvgCanvas.Escape(title)}</title>\n<style>\n{PageStyle.Css}</style>\n</head>\n<body>\n<main>\n<h1>{SvgCanvas.Escape(title)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"lead\">{SvgCanvas.Escape(lead)}</p>\n<nav>");
        page.AppendJoin(" · ", _sections.Select(static section => $"<a href=\"#{section.Id}\">{SvgCanvas.Escape(section.Name)}</a>"));
        return page.Append("</nav>\n").Append(_text).Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Cell(string element, string text, bool isNumber) =>
        _text.Append(CultureInfo.InvariantCulture, $"<{element}{(isNumber ? " class=\"n\"" : "")}>{SvgCanvas.Escape(text)}</{element}>");
}
