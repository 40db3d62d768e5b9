using ScottPlot;

namespace Control;

/// <summary>What both controllers do with the course, over time.</summary>
public static class Picture
{
    /// <summary>Drives the course with each controller and saves the angles as a PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="course">The course.</param>
    /// <param name="controllers">The controllers by name.</param>
    public static void Save(string path, Course course, params ReadOnlySpan<(string Name, IController Controller)> controllers)
    {
        var seconds = Enumerable.Range(0, Course.Ticks).Select(static tick => (double)(tick * Arm.Tick)).ToArray();
        using var plot = new Plot();
        Add(plot, "wanted", seconds, Enumerable.Range(0, Course.Ticks).Select(tick => (double)course.From(tick)[0]).ToArray());
        foreach (var (name, controller) in controllers)
        {
            var angles = new double[Course.Ticks];
            course.Drive(controller, (tick, arm, _) => angles[tick] = arm.Angle);
            Add(plot, name, seconds, angles);
        }

        var load = plot.Add.VerticalLine(Course.Ticks / 2 * Arm.Tick);
        load.LinePattern = LinePattern.Dashed;
        load.LegendText = "the arm picks up a load";
        plot.Title("An arm on its course");
        plot.XLabel("seconds");
        plot.YLabel("angle in radians");
        plot.ShowLegend(Edge.Bottom);
        plot.SavePng(path, 1200, 600);
    }

    private static void Add(Plot plot, string name, double[] seconds, double[] angles)
    {
        var line = plot.Add.ScatterLine(seconds, angles);
        line.LegendText = name;
        line.LineWidth = 2;
    }
}
