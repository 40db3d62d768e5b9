using System.Globalization;
using System.Text;

namespace Compiled.Drawing;

/// <content>What a panel shows.</content>
internal sealed partial class SvgPanel
{
    private const double Corner = 6;

    private void DrawMark(Mark mark)
    {
        switch (mark)
        {
            case LineMark line:
                DrawLine(line);
                break;
            case PointsMark points:
                var rim = points.HasRim ? $" stroke=\"{_canvas.Background}\" stroke-width=\"0.8\"" : "";
                DrawPoints(points.X, points.Y, points.Radius, $"fill=\"{_canvas.Hue(points.Hue)}\" fill-opacity=\"{SvgCanvas.Number(points.Opacity)}\"{rim}");
                break;
            case BarsMark bars:
                DrawBars(bars);
                break;
            case LevelBarsMark bars:
                DrawLevelBars(bars);
                break;
            case CellsMark cells:
                DrawCells(cells);
                break;
            case ImageMark image:
                DrawImage(image);
                break;
            case RuleMark rule:
                DrawRule(rule);
                break;
            case BoxMark box:
                DrawBox(box);
                break;
            default:
                DrawArrow((ArrowMark)mark);
                break;
        }
    }

    private void DrawLine(LineMark line)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var index in Thinning.Of(line.Y))
        {
            var (x, y) = (PanelRange.Place(_panel.X, line.X[index]), PanelRange.Place(_panel.Y, line.Y[index]));
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                isDown = false;
                continue;
            }

            path.Append(isDown ? 'L' : 'M').Append(SvgCanvas.Number(X(x))).Append(' ').Append(SvgCanvas.Number(Y(y)));
            isDown = true;
        }

        var colour = _canvas.Hue(line.Hue);
        _canvas.Path(
            path.ToString(),
            $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\" stroke-opacity=\"{SvgCanvas.Number(line.Opacity)}\"{(line.IsDashed ? " stroke-dasharray=\"5 4\"" : "")}");
        if (line.HasPoints)
            DrawPoints(line.X, line.Y, 3, $"fill=\"{colour}\"");
    }

    private void DrawPoints(IReadOnlyList<double> xs, IReadOnlyList<double> ys, double radius, string attributes)
    {
        _canvas.Raw($"<g {attributes}>\n");
        for (var index = 0; index < xs.Count; index++)
        {
            var (x, y) = (PanelRange.Place(_panel.X, xs[index]), PanelRange.Place(_panel.Y, ys[index]));
            if (double.IsFinite(x) && double.IsFinite(y))
                _canvas.Raw($"<circle cx=\"{SvgCanvas.Number(X(x))}\" cy=\"{SvgCanvas.Number(Y(y))}\" r=\"{SvgCanvas.Number(radius)}\"/>\n");
        }

        _canvas.Raw("</g>\n");
    }

    private void DrawBars(BarsMark bars)
    {
        _canvas.Raw($"<g fill=\"{_canvas.Hue(bars.Hue)}\" fill-opacity=\"0.85\" shape-rendering=\"crispEdges\">\n");
        for (var bar = 0; bar < bars.Heights.Count; bar++)
        {
            var (left, right, top, floor) = (X(bars.Edges[bar]), X(bars.Edges[bar + 1]), Y(bars.Heights[bar]), Y(0));
            if (floor > top)
                _canvas.Rectangle(left, top, right - left, floor - top, "");
        }

        _canvas.Raw("</g>\n");
    }

    private void DrawLevelBars(LevelBarsMark bars)
    {
        for (var row = 0; row < bars.Values.Count; row++)
        {
            if (!double.IsFinite(bars.Values[row]))
                continue;
            var (zero, end, half) = (X(0), X(bars.Values[row]), Math.Abs(Y(0.36) - Y(0)));
            _canvas.Rectangle(Math.Min(zero, end), Y(row) - half, Math.Abs(end - zero), 2 * half, $"fill=\"{_canvas.Hue(bars.Hue)}\"");
            if (bars.Errors is { } errors && errors[row] > 0)
                _canvas.Line(X(bars.Values[row] - errors[row]), Y(row), X(bars.Values[row] + errors[row]), Y(row), $"stroke=\"{_canvas.Hue(Palette.Text)}\" stroke-width=\"1.5\"");
        }

        _canvas.Line(X(0), Top, X(0), Bottom, $"stroke=\"{_canvas.Hue(Palette.Muted)}\"");
    }

    private void DrawCells(CellsMark cells)
    {
        var (width, height) = (X(1) - X(0), Y(0) - Y(1));
        for (var row = 0; row < cells.Strengths.GetLength(0); row++)
            for (var column = 0; column < cells.Strengths.GetLength(1); column++)
            {
                var strength = Math.Clamp(cells.Strengths[row, column], -1, 1);
                if (strength != 0 && double.IsFinite(strength))
                {
                    var hue = _canvas.Hue(strength > 0 ? cells.Hue : cells.Hue + 1);
                    _canvas.Rectangle(X(column - 0.5), Y(row + 0.5), width, height, $"fill=\"{hue}\" fill-opacity=\"{SvgCanvas.Number(Math.Abs(strength))}\" shape-rendering=\"crispEdges\"");
                }

                if (cells.Texts?[row, column] is { Length: > 0 } text && PanelLayout.CellTextSize(text, width, height) is >= 6 and var size)
                    _canvas.Text(X(column), Y(row) + size * 0.36, text, size, "middle", strength > 0.75 ? "fill=\"#ffffff\"" : "");
            }
    }

    private void DrawImage(ImageMark image)
    {
        var (x, y) = (X(image.Box.Left), Y(image.Box.Top));
        var data = Convert.ToBase64String(PngImage.Encode(image.Colours, image.Columns, image.Rows));
        var style = image.IsPixelated ? " style=\"image-rendering:pixelated\"" : "";
        _canvas.Raw(string.Create(
            CultureInfo.InvariantCulture,
            $"<image x=\"{SvgCanvas.Number(x)}\" y=\"{SvgCanvas.Number(y)}\" width=\"{SvgCanvas.Number(X(image.Box.Right) - x)}\" height=\"{SvgCanvas.Number(Y(image.Box.Bottom) - y)}\" preserveAspectRatio=\"none\"{style} href=\"data:image/png;base64,{data}\"/>\n"));
    }

    private void DrawRule(RuleMark rule)
    {
        var place = PanelRange.Place(rule.IsVertical ? _panel.X : _panel.Y, rule.At);
        if (!double.IsFinite(place))
            return;
        var attributes = $"stroke=\"{_canvas.Hue(rule.Hue)}\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"";
        if (rule.IsVertical)
            _canvas.Line(X(place), Top, X(place), Bottom, attributes);
        else
            _canvas.Line(Left, Y(place), Right, Y(place), attributes);
    }

    private void DrawBox(BoxMark box)
    {
        var (left, right, top, bottom) = (X(box.Box.Left), X(box.Box.Right), Y(box.Box.Top), Y(box.Box.Bottom));
        var colour = _canvas.Hue(box.Hue);
        _canvas.Rectangle(left, top, right - left, bottom - top, $"rx=\"{Corner}\" fill=\"{colour}\" fill-opacity=\"0.14\" stroke=\"{colour}\" stroke-width=\"1.5\"");
        var size = Math.Min(PanelLayout.LabelSize, (bottom - top) / (box.Lines.Count * 1.35));
        var line = (top + bottom) / 2 - (box.Lines.Count - 1) * size * 0.65 + size * 0.36;
        for (var index = 0; index < box.Lines.Count; index++)
        {
            var text = PanelLayout.Fit(box.Lines[index], right - left - 8, size, isBold: index == 0);
            _canvas.Text((left + right) / 2, line, text, size, "middle", index == 0 ? "font-weight=\"600\"" : $"fill=\"{_canvas.Hue(Palette.Text)}\" fill-opacity=\"0.8\"");
            line += size * 1.3;
        }
    }

    private void DrawArrow(ArrowMark arrow)
    {
        var colour = _canvas.Hue(arrow.Hue);
        var points = arrow.Points.Select(point => (X: X(point.X), Y: Y(point.Y))).ToList();
        var path = string.Concat(points.Select(static (point, index) => $"{(index == 0 ? 'M' : 'L')}{SvgCanvas.Number(point.X)} {SvgCanvas.Number(point.Y)}"));
        _canvas.Path(path, $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"");
        var (tip, from) = (points[^1], points[^2]);
        var length = Math.Sqrt((tip.X - from.X) * (tip.X - from.X) + (tip.Y - from.Y) * (tip.Y - from.Y));
        var (dx, dy) = ((tip.X - from.X) / length, (tip.Y - from.Y) / length);
        var (baseX, baseY) = (tip.X - 7 * dx, tip.Y - 7 * dy);
        _canvas.Path(
            $"M{SvgCanvas.Number(tip.X)} {SvgCanvas.Number(tip.Y)}L{SvgCanvas.Number(baseX - 4 * dy)} {SvgCanvas.Number(baseY + 4 * dx)}L{SvgCanvas.Number(baseX + 4 * dy)} {SvgCanvas.Number(baseY - 4 * dx)}Z",
            $"fill=\"{colour}\"");
    }
}
