using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled;

/// <summary>Three lines: a bar with the time left, the figures, and the curve of the loss.</summary>
internal static class CompactView
{
    private const int WidestBar = 40;

    public static IRenderable Of(RunFigures figures, int width, bool isUnicode)
    {
        var last = figures.Last;
        // One column stays free: a terminal may wrap a full line.
        var room = Math.Max(1, width - 1);
        List<IRenderable> lines = [Bar(last, room, isUnicode), new Text(Cut(ProgressLine.Of(last, room), room))];
        if (figures.Losses.Count > 1)
        {
            var curve = figures.ValidationLosses.Count > 0 ? figures.ValidationLosses : figures.Losses;
            var title = figures.ValidationLosses.Count > 0 && room > 40 ? "validation loss " : "loss ";
            lines.Add(new Text(Cut(title + Sparkline.Of(curve, Math.Min(WidestBar, room - title.Length), isUnicode), room), new Style(Color.Blue)));
        }

        return new Rows(lines);
    }

    /// <summary>How much of the run is done: its epochs, and the batches of the current one.</summary>
    public static double Share(TrainingProgress value) => Math.Clamp(
        (value.Epoch - 1 + (double)value.Batch / Math.Max(1, value.Batches)) / value.Epochs, 0, 1);

    /// <summary>A bar, the share and the time left, in one line.</summary>
    public static IRenderable Bar(TrainingProgress value, int room, bool isUnicode)
    {
        var time = value.Finished ? Sparkline.Duration(value.Elapsed) : Sparkline.Duration(value.Remaining) + " left";
        var end = Sparkline.Invariant($" {100 * Share(value),3:0}% {time}");
        if (end.Length >= room)
            end = Sparkline.Invariant($" {100 * Share(value),3:0}%");
        var (done, open) = Sparkline.Bar(Share(value), Math.Clamp(room - end.Length, 0, WidestBar), isUnicode);
        var line = new Paragraph();
        line.Append(done, new Style(Color.Green));
        line.Append(open, new Style(Color.Grey));
        line.Append(Cut(end, room));
        return line;
    }

    public static string Cut(string text, int room) => text.Length <= room ? text : text[..room];
}
