namespace Compiled.Drawing;

/// <summary>Draws one panel as its layout says.</summary>
internal sealed partial class SvgPanel(SvgCanvas canvas, PanelLayout layout)
{
    private readonly SvgCanvas _canvas = canvas;
    private readonly PanelLayout _layout = layout;
    private readonly Panel _panel = layout.Panel;

    private double Left => _layout.Left;

    private double Right => _layout.Right;

    private double Top => _layout.Top;

    private double Bottom => _layout.Bottom;

    /// <summary>Draws it.</summary>
    public void Draw()
    {
        if (_panel.Title.Length > 0)
        {
            var outer = _layout.Outer;
            var title = PanelLayout.Fit(_panel.Title, outer.Right - outer.Left, PanelLayout.TitleSize, isBold: true);
            _canvas.Text((outer.Left + outer.Right) / 2, _layout.TitleLine, title, PanelLayout.TitleSize, "middle", "font-weight=\"600\"");
        }

        foreach (var entry in _layout.Legend)
            DrawEntry(entry);
        DrawGrid();
        // A viewport of its own cuts off what leaves the axes, without identifiers that would have to differ over a whole page.
        var (x, y, width, height) = (SvgCanvas.Number(Left), SvgCanvas.Number(Top), SvgCanvas.Number(_layout.Width), SvgCanvas.Number(_layout.Height));
        _canvas.Raw($"<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\">\n");
        foreach (var mark in _panel.Marks)
            DrawMark(mark);
        _canvas.Raw("</svg>\n");
        if (!_panel.X.IsHidden)
            _canvas.Rectangle(Left, Top, _layout.Width, _layout.Height, $"fill=\"none\" stroke=\"{_canvas.Hue(Palette.Muted)}\" stroke-width=\"1\"");
        DrawTicks();
        DrawLabels();
        if (_panel.Note.Length > 0)
        {
            var note = PanelLayout.Fit(_panel.Note, _layout.Width - 8, PanelLayout.LabelSize);
            _canvas.Text((Left + Right) / 2, (Top + Bottom) / 2 + 4, note, PanelLayout.LabelSize, "middle", $"fill=\"{_canvas.Hue(Palette.Muted)}\"");
        }
    }

    private double X(double place) => _layout.X(place);

    private double Y(double place) => _layout.Y(place);

    private void DrawGrid()
    {
        _canvas.Raw($"<g stroke=\"{_canvas.Grid}\" stroke-width=\"1\">\n");
        foreach (var tick in _panel.X.Names is null ? _layout.XTicks : [])
            _canvas.Line(X(tick.At), Top, X(tick.At), Bottom, "");
        foreach (var tick in _panel.Y.Names is null ? _layout.YTicks : [])
            _canvas.Line(Left, Y(tick.At), Right, Y(tick.At), "");
        _canvas.Raw("</g>\n");
    }

    private void DrawTicks()
    {
        foreach (var tick in _layout.XTicks)
        {
            if (_layout.AreTurned)
                _canvas.Text(0, 0, tick.Label, PanelLayout.TickSize, "end", $"transform=\"translate({SvgCanvas.Number(X(tick.At) + 4)} {SvgCanvas.Number(Bottom + 6)}) rotate(-90)\"");
            else
                _canvas.Text(X(tick.At), Bottom + 15, tick.Label, PanelLayout.TickSize, "middle");
        }

        foreach (var tick in _layout.YTicks)
            _canvas.Text(Left - 5, Y(tick.At) + 4, tick.Label, PanelLayout.TickSize, "end");
    }

    private void DrawLabels()
    {
        if (_panel.X.Label.Length > 0)
        {
            var label = PanelLayout.Fit(_panel.X.Label, _layout.Width + 16, PanelLayout.LabelSize);
            _canvas.Text((Left + Right) / 2, Bottom + _layout.TickHeight + 13, label, PanelLayout.LabelSize, "middle");
        }

        if (_panel.Y.Label.Length > 0)
        {
            var label = PanelLayout.Fit(_panel.Y.Label, _layout.Height, PanelLayout.LabelSize);
            var (x, y) = (Left - _layout.TickWidth - 7, (Top + Bottom) / 2);
            _canvas.Text(0, 0, label, PanelLayout.LabelSize, "middle", $"transform=\"translate({SvgCanvas.Number(x)} {SvgCanvas.Number(y)}) rotate(-90)\"");
        }
    }

    private void DrawEntry(LegendEntry entry)
    {
        var (colour, x, line) = (_canvas.Hue(entry.Mark.Hue), entry.X, entry.Line);
        if (entry.Mark is LineMark or RuleMark)
            _canvas.Line(x, line - 4, x + 20, line - 4, $"stroke=\"{colour}\" stroke-width=\"2\"{(entry.Mark is RuleMark or LineMark { IsDashed: true } ? " stroke-dasharray=\"5 4\"" : "")}");
        else if (entry.Mark is PointsMark)
            _canvas.Raw($"<circle cx=\"{SvgCanvas.Number(x + 12)}\" cy=\"{SvgCanvas.Number(line - 4)}\" r=\"4\" fill=\"{colour}\"/>\n");
        else
            _canvas.Rectangle(x + 6, line - 10, 12, 12, $"fill=\"{colour}\"");
        _canvas.Text(x + LegendEntry.ToName, line, entry.Name, PanelLayout.TickSize);
    }
}
