using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled;

/// <summary>A panel: bars of the run and of the epoch, the time, the curves with their best values, and a table of the last epochs.</summary>
internal static class DashboardView
{
    /// <summary>Lines of the panel without its table: frame, bars, time, two curves, the table's heading, rule and blanks.</summary>
    private const int OtherLines = 11;
    private const int FrameColumns = 4;

    /// <summary>The panel.</summary>
    /// <param name="figures">What was reported.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines of the terminal.</param>
    /// <param name="isUnicode">Whether it shows more than ASCII.</param>
    public static IRenderable Of(RunFigures figures, int width, int height, bool isUnicode)
    {
        var last = figures.Last;
        var room = Math.Max(12, width - FrameColumns - 1);
        List<IRenderable> lines =
        [
            Line("epoch", last.Epoch, last.Epochs, CompactView.Share(last), room, isUnicode),
            Line("batch", last.Batch, last.Batches, (double)last.Batch / Math.Max(1, last.Batches), room, isUnicode),
            new Text(CompactView.Cut(Times(last, room), room), new Style(Color.Grey)),
            Curve("loss", last.Loss, figures.Losses, figures.ValidationLosses.Count > 0 ? null : figures.Best, room, isUnicode),
        ];
        if (figures.ValidationLosses.Count > 0)
            lines.Add(Curve(room > 60 ? "validation loss" : "val. loss", last.ValidationLoss, figures.ValidationLosses, figures.Best, room, isUnicode));
        var rows = Math.Min(height - OtherLines, 10);
        if (figures.Epochs.Count > 0 && rows > 0 && TableOf(figures, rows, room, isUnicode) is { } table)
            lines.Add(table);
        return new Panel(new Rows(lines))
        {
            Header = new PanelHeader(last.Finished ? (last.EpochFinished ? "training: done" : "training: stopped") : "training"),
            Border = isUnicode ? BoxBorder.Rounded : BoxBorder.Ascii,
            Width = Math.Max(16, width - 1),
        };
    }

    private static Paragraph Line(string title, int done, int all, double share, int room, bool isUnicode)
    {
        var end = Sparkline.Invariant($" {100 * share,3:0}%  {done}/{all}");
        var (full, open) = Sparkline.Bar(share, Math.Clamp(room - title.Length - 1 - end.Length, 0, 50), isUnicode);
        var line = new Paragraph(title + " ");
        line.Append(full, new Style(Color.Green));
        line.Append(open, new Style(Color.Grey));
        line.Append(CompactView.Cut(end, Math.Max(0, room - title.Length - 1)));
        return line;
    }

    private static string Times(TrainingProgress last, int room)
    {
        var (elapsed, left) = (Sparkline.Duration(last.Elapsed), Sparkline.Duration(last.Remaining));
        if (last.Finished)
            return Sparkline.Invariant($"{elapsed}, {last.SamplesPerSecond:N0} rows/s");
        var all = Sparkline.Invariant($"{elapsed} elapsed, {left} left, {last.SamplesPerSecond:N0} rows/s");
        return all.Length <= room ? all : $"{left} left";
    }

    private static Paragraph Curve(string title, double? figure, IReadOnlyList<double> curve, (int Epoch, double Loss)? best, int room, bool isUnicode)
    {
        // Both curves begin at the same column.
        var begin = $"{title.PadRight(room > 60 ? 16 : 10)}{Sparkline.Figure(figure),8} ";
        var end = best is { } lowest ? Sparkline.Invariant($" best {Sparkline.Figure(lowest.Loss)} in {lowest.Epoch}") : "";
        if (begin.Length + end.Length + 8 > room)
            end = "";
        var line = new Paragraph(CompactView.Cut(begin, room));
        line.Append(Sparkline.Of(curve, Math.Clamp(room - begin.Length - end.Length, 0, 40), isUnicode), new Style(Color.Blue));
        line.Append(end, new Style(Color.Green));
        return line;
    }

    /// <summary>The last epochs, with as many columns as there is room for; null where there is too little.</summary>
    private static Spectre.Console.Table? TableOf(RunFigures figures, int rows, int room, bool isUnicode)
    {
        var columns = Columns(figures);
        // A column that does not fit is left out, the training's metric first.
        while (columns.Count > 2 && WidthOf(columns, figures.Last.Epochs) > room)
            columns.RemoveAt(columns.Count > 4 ? 3 : columns.Count - 1);
        if (WidthOf(columns, figures.Last.Epochs) > room)
            return null;
        var table = new Spectre.Console.Table { Border = isUnicode ? TableBorder.Simple : TableBorder.None, ShowRowSeparators = false };
        foreach (var (heading, _) in columns)
            table.AddColumn(new Spectre.Console.TableColumn(new Text(heading)) { Alignment = Justify.Right, NoWrap = true });
        foreach (var epoch in figures.Epochs.TakeLast(rows))
        {
            var style = figures.Best is { } best && best.Epoch == epoch.Epoch ? new Style(Color.Green) : Style.Plain;
            table.AddRow(columns.Select(column => (IRenderable)new Text(column.Cell(epoch), style)));
        }

        return table;
    }

    private static List<(string Heading, Func<TrainingProgress, string> Cell)> Columns(RunFigures figures)
    {
        var name = figures.Last.MetricName;
        var hasValidation = figures.ValidationLosses.Count > 0;
        List<(string Heading, Func<TrainingProgress, string> Cell)> columns =
        [
            ("epoch", static epoch => Sparkline.Invariant($"{epoch.Epoch}")), ("loss", static epoch => Sparkline.Figure(epoch.Loss)),
        ];
        if (hasValidation)
            columns.AddRange([("val. loss", static epoch => Sparkline.Figure(epoch.ValidationLoss)), ("val. " + name, static epoch => Sparkline.Figure(epoch.ValidationMetric))]);
        if (figures.Epochs.Any(static epoch => epoch.Metric is not null))
            columns.Insert(hasValidation ? 3 : 2, (name, static epoch => Sparkline.Figure(epoch.Metric)));
        return columns;
    }

    /// <summary>Figures have up to eight digits; each column takes blanks on both sides, and the ends two more.</summary>
    private static int WidthOf(List<(string Heading, Func<TrainingProgress, string> Cell)> columns, int epochs) =>
        columns.Sum(column => Math.Max(column.Heading.Length, column.Heading == "epoch" ? Sparkline.Invariant($"{epochs}").Length : 8) + 3) + 2;
}
