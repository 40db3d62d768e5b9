using System.Globalization;
using System.Text;

namespace Regions;

/// <summary>Three networks, three shapes: the table, and a row of pictures for each shape.</summary>
public sealed class Report
{
    private readonly List<(Shape Shape, Lesson[] Lessons)> _rows = [];

    /// <summary>Trains all nine networks; the same seed gives the same report on every machine.</summary>
    public Report(long seed)
    {
        foreach (var shape in Shape.All)
            _rows.Add((shape, [Lesson.Learn<OneLayer>(shape, seed), Lesson.Learn<TwoLayers>(shape, seed), Lesson.Learn<ThreeLayers>(shape, seed)]));
    }

    /// <summary>The share of right answers of each network, shape after shape.</summary>
    public string Table
    {
        get
        {
            var text = new StringBuilder();
            text.Append($"{"accuracy",-10}{"one layer",14}{"two layers",14}{"three layers",14}\n");
            foreach (var (shape, lessons) in _rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{shape.Name,-10}");
                foreach (var lesson in lessons)
                    text.Append(CultureInfo.InvariantCulture, $"{lesson.Accuracy,14:0.000}");
                text.Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>The shape itself and what each network makes of it, side by side.</summary>
    public string Pictures
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (shape, lessons) in _rows)
            {
                var truth = new Region(shape.Grid(Region.Columns, Region.Rows).Targets);
                AppendLine(text, shape.Name, "one layer", "two layers", "three layers");
                for (var line = 0; line < Region.Rows; line++)
                    AppendLine(text, [truth.Lines[line], .. lessons.Select(lesson => lesson.Region.Lines[line])]);
                text.Append('\n');
            }

            return text.ToString();
        }
    }

    private static void AppendLine(StringBuilder text, params ReadOnlySpan<string> columns)
    {
        var line = "";
        foreach (var column in columns)
            line += column.PadRight(Region.Columns + 2);
        text.Append(line.TrimEnd()).Append('\n');
    }
}
