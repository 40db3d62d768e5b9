using System.Globalization;
using System.Text;
using Compiled;

namespace Regions;

/// <summary>Three networks, three shapes: the table, and a row of pictures for each shape.</summary>
public sealed class RegionsReport
{
    private static readonly string[] Names = ["one layer", "two layers", "three layers"];
    private readonly List<(Shape Shape, Lesson[] Lessons)> _rows = [];

    /// <summary>Trains all nine networks; the same seed gives the same report on every machine.</summary>
    public RegionsReport(long seed)
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

    /// <summary>The picture for the lecture: a row for each shape, with points of it and the decision regions of each network.</summary>
    public Plot Figure
    {
        get
        {
            List<Plot> plots = [];
            foreach (var (shape, lessons) in _rows)
            {
                plots.Add(Plot.Points(shape.Sample(Lesson.ShownPoints, 1)).WithTitle(shape.Name));
                plots.AddRange(lessons.Select(static (lesson, index) => lesson.Plot.WithTitle(FormattableString.Invariant($"{Names[index]}: accuracy {lesson.Accuracy:0.000}"))));
            }

            return Plot.Combine("What one, two and three layers can tell apart", columns: 4, plots);
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
                AppendLine(text, [shape.Name, .. Names]);
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
