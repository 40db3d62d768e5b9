using Compiled.Drawing;
using ScottPlot;
using Palette = Compiled.Drawing.Palette;

namespace Compiled;

/// <summary>Adds what a panel shows to a plot of ScottPlot.</summary>
internal sealed class ScottMarks(ScottPlot.Plot plot, PanelLayout layout, PlotTheme theme)
{
    private readonly Panel _panel = layout.Panel;

    /// <summary>Adds all of it, the first at the bottom.</summary>
    public void Add()
    {
        foreach (var mark in _panel.Marks)
        {
            switch (mark)
            {
                case LineMark line:
                    AddLine(line);
                    break;
                case PointsMark points:
                    AddPoints(points);
                    break;
                case BarsMark bars:
                    for (var bar = 0; bar < bars.Heights.Count; bar++)
                        AddRectangle(new Drawing.Box(bars.Edges[bar], bars.Edges[bar + 1], 0, bars.Heights[bar]), Hue(bars.Hue, 0.85));
                    break;
                case LevelBarsMark bars:
                    AddLevelBars(bars);
                    break;
                case CellsMark cells:
                    AddCells(cells);
                    break;
                case ImageMark image:
                    AddImage(image);
                    break;
                case RuleMark rule:
                    AddRule(rule);
                    break;
                case BoxMark box:
                    AddBox(box);
                    break;
                default:
                    AddArrow((ArrowMark)mark);
                    break;
            }
        }
    }

    private Color Hue(int hue, double opacity = 1) => PngFigure.Colour(Palette.Rgb(hue, theme), opacity);

    private Coordinates? Place(double x, double y)
    {
        var (placeX, placeY) = (PanelRange.Place(_panel.X, x), PanelRange.Place(_panel.Y, y));
        return double.IsFinite(placeX) && double.IsFinite(placeY) ? new Coordinates(placeX, placeY) : null;
    }

    private void AddLine(LineMark line)
    {
        List<Coordinates> stretch = [];
        var name = line.Name;
        foreach (var index in Thinning.Of(line.Y))
        {
            if (Place(line.X[index], line.Y[index]) is { } place)
                stretch.Add(place);
            else
                EndStretch();
        }

        EndStretch();
        if (line.HasPoints)
            AddPoints(new PointsMark("", line.Hue, line.X, line.Y) { Opacity = 1 });

        void EndStretch()
        {
            if (stretch.Count > 1)
            {
                var scatter = plot.Add.ScatterLine(stretch.ToArray(), Hue(line.Hue, line.Opacity));
                (scatter.LineWidth, scatter.LinePattern) = (2, line.IsDashed ? LinePattern.Dashed : LinePattern.Solid);
                // One entry for all stretches of a line.
                (scatter.LegendText, name) = (name, "");
            }

            stretch.Clear();
        }
    }

    private void AddPoints(PointsMark points)
    {
        List<Coordinates> places = [];
        for (var index = 0; index < points.X.Count; index++)
            if (Place(points.X[index], points.Y[index]) is { } place)
                places.Add(place);
        if (places.Count == 0)
            return;
        var markers = plot.Add.ScatterPoints(places.ToArray(), Hue(points.Hue, points.Opacity));
        markers.LegendText = points.Name;
        (markers.MarkerShape, markers.MarkerSize) = (MarkerShape.FilledCircle, (float)(2 * points.Radius));
        if (points.HasRim)
        {
            markers.MarkerStyle.OutlineColor = PngFigure.Colour(Paper.Of(theme).Background);
            markers.MarkerStyle.OutlineWidth = 0.8f;
        }
    }

    private void AddLevelBars(LevelBarsMark bars)
    {
        for (var row = 0; row < bars.Values.Count; row++)
        {
            var value = bars.Values[row];
            if (!double.IsFinite(value))
                continue;
            AddRectangle(new Drawing.Box(Math.Min(0, value), Math.Max(0, value), row - 0.36, row + 0.36), Hue(bars.Hue));
            if (bars.Errors is { } errors && errors[row] > 0)
                (_ = plot.Add.Line(value - errors[row], row, value + errors[row], row)).LineStyle = new LineStyle(1.5f, Hue(Palette.Text));
        }

        (_ = plot.Add.VerticalLine(0)).LineStyle = new LineStyle(1, Hue(Palette.Muted));
    }

    private void AddCells(CellsMark cells)
    {
        var (width, height) = (layout.X(1) - layout.X(0), layout.Y(0) - layout.Y(1));
        for (var row = 0; row < cells.Strengths.GetLength(0); row++)
            for (var column = 0; column < cells.Strengths.GetLength(1); column++)
            {
                var strength = Math.Clamp(cells.Strengths[row, column], -1, 1);
                if (strength != 0 && double.IsFinite(strength))
                    AddRectangle(new Drawing.Box(column - 0.5, column + 0.5, row - 0.5, row + 0.5), Hue(strength > 0 ? cells.Hue : cells.Hue + 1, Math.Abs(strength)));
                if (cells.Texts?[row, column] is { Length: > 0 } text && PanelLayout.CellTextSize(text, width, height) is >= 6 and var size)
                    AddText(text, column, row, size, strength > 0.75 ? Colors.White : Hue(Palette.Text));
            }
    }

    private void AddImage(ImageMark image)
    {
        var rectangle = plot.Add.ImageRect(new Image(PngImage.Encode(image.Colours, image.Columns, image.Rows)), new CoordinateRect(image.Box.Left, image.Box.Right, image.Box.Bottom, image.Box.Top));
        rectangle.AntiAlias = !image.IsPixelated;
    }

    private void AddRule(RuleMark rule)
    {
        var place = PanelRange.Place(rule.IsVertical ? _panel.X : _panel.Y, rule.At);
        if (!double.IsFinite(place))
            return;
        ScottPlot.Plottables.AxisLine line = rule.IsVertical ? plot.Add.VerticalLine(place) : plot.Add.HorizontalLine(place);
        (line.LineStyle, line.LegendText) = (new LineStyle(1.5f, Hue(rule.Hue), LinePattern.Dashed), rule.Name);
    }

    private void AddBox(BoxMark box)
    {
        var rectangle = AddRectangle(box.Box, Hue(box.Hue, 0.14));
        rectangle.LineStyle = new LineStyle(1.5f, Hue(box.Hue));
        var (width, height) = (layout.X(box.Box.Right) - layout.X(box.Box.Left), layout.Y(box.Box.Bottom) - layout.Y(box.Box.Top));
        var size = Math.Min(PanelLayout.LabelSize, height / (box.Lines.Count * 1.35));
        var step = size * 1.3 / height * (box.Box.Top - box.Box.Bottom);
        var (x, y) = ((box.Box.Left + box.Box.Right) / 2, (box.Box.Top + box.Box.Bottom) / 2 + (box.Lines.Count - 1) * step / 2);
        for (var line = 0; line < box.Lines.Count; line++)
            AddText(PanelLayout.Fit(box.Lines[line], width - 8, size, isBold: line == 0), x, y - line * step, size, Hue(Palette.Text, line == 0 ? 1 : 0.8), isBold: line == 0);
    }

    private void AddArrow(ArrowMark arrow)
    {
        var places = arrow.Points.Select(static point => new Coordinates(point.X, point.Y)).ToArray();
        var line = plot.Add.ScatterLine(places, Hue(arrow.Hue));
        line.LineWidth = 1.5f;
        // Heads are as large in pixels whatever the units are.
        var (unitX, unitY) = (1 / (layout.X(1) - layout.X(0)), 1 / (layout.Y(0) - layout.Y(1)));
        var (tip, from) = (places[^1], places[^2]);
        var (dx, dy) = ((tip.X - from.X) / unitX, (tip.Y - from.Y) / unitY);
        var length = Math.Sqrt(dx * dx + dy * dy);
        (dx, dy) = (dx / length, dy / length);
        Coordinates Corner(double side) => new(tip.X - (7 * dx + side * dy) * unitX, tip.Y - (7 * dy - side * dx) * unitY);
        var head = plot.Add.Polygon([tip, Corner(4), Corner(-4)]);
        (head.FillColor, head.LineWidth) = (Hue(arrow.Hue), 0);
    }

    private ScottPlot.Plottables.Rectangle AddRectangle(Drawing.Box box, Color colour)
    {
        var rectangle = plot.Add.Rectangle(box.Left, box.Right, box.Bottom, box.Top);
        (rectangle.FillColor, rectangle.LineWidth) = (colour, 0);
        return rectangle;
    }

    private void AddText(string text, double x, double y, double size, Color colour, bool isBold = false)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontName = PngFont.For(text);
        (label.LabelFontSize, label.LabelFontColor, label.LabelAlignment, label.LabelBold) = ((float)size, colour, Alignment.MiddleCenter, isBold);
    }
}
