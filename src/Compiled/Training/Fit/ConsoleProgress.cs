using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>
/// Shows a run of <see cref="Trainer.Fit"/> on the console: on a terminal one line that is rewritten in place, ten times a second; into a
/// file or a pipe about ten lines in total, including the first and the last.
/// </summary>
/// <remarks>Not synchronised: one run at a time. It may be used for one run after another. Numbers are written the same way in every
/// culture, in ASCII.</remarks>
public sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    private const int Lines = 10;
    private const int FallbackWidth = 80;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _writer;
    private readonly bool _interactive;
    private readonly Func<int> _width;
    private readonly StringBuilder _line = new();
    private TimeSpan? _shown;
    private int _written;

    /// <summary>Writes to the console, live if its output is a terminal.</summary>
    public ConsoleProgress()
        : this(Console.Out, !Console.IsOutputRedirected, ConsoleWidth)
    {
    }

    /// <summary>Writes to any writer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="interactive">Whether one line is rewritten in place, rather than lines appended.</param>
    /// <param name="width">The columns that the live line may use; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 1.</exception>
    public ConsoleProgress(TextWriter writer, bool interactive, int width = FallbackWidth)
        : this(writer, interactive, () => width)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
    }

    private ConsoleProgress(TextWriter writer, bool interactive, Func<int> width)
    {
        _writer = writer;
        _interactive = interactive;
        _width = width;
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (_interactive)
            Rewrite(value);
        else if (value.Finished || (value.EpochFinished && IsMilestone(value.Epoch, value.Epochs)))
            Append(value);

        if (value.Finished)
            _shown = null;
    }

    private void Rewrite(TrainingProgress value)
    {
        if (!value.Finished && _shown is { } shown && value.Elapsed - shown < Interval)
            return;
        _shown = value.Elapsed;

        // One column stays free: a full line would wrap, and the next \r would return to the wrong one.
        var width = Math.Max(_width() - 1, 0);
        Describe(value);
        if (_line.Length > width)
            _line.Length = width;
        var length = _line.Length;
        // What a longer line left behind is overwritten.
        _line.Append(' ', Math.Min(Math.Max(_written - length, 0), width - length)).Insert(0, '\r');
        _written = length;
        _writer.Write(_line);
        if (value.Finished)
        {
            _writer.WriteLine();
            _written = 0;
        }

        _writer.Flush();
    }

    private void Append(TrainingProgress value)
    {
        Describe(value);
        _writer.WriteLine(_line);
        _writer.Flush();
    }

    /// <summary>The first epoch, the last, and those where another tenth of the run is done.</summary>
    private static bool IsMilestone(int epoch, int epochs) =>
        epoch == 1 || epoch == epochs || (long)epoch * Lines / epochs > (epoch - 1L) * Lines / epochs;

    private void Describe(TrainingProgress value)
    {
        _line.Clear();
        Add($"epoch {value.Epoch}/{value.Epochs}");
        if (value is { EpochFinished: false })
            Add($", batch {value.Batch}/{value.Batches}");
        Add($"  loss {value.Loss:0.0000}");
        // The validation's figures say more than the training's: on a narrow line they come first.
        if (value.ValidationMetric is { } validationMetric)
            Add($"  val. {value.MetricName} {validationMetric:0.0000}");
        else if (value.Metric is { } metric)
            Add($"  {value.MetricName} {metric:0.0000}");
        Add($"  {value.SamplesPerSecond:N0} samples/s");
        if (!value.Finished)
            Add($"  {Duration(value.Remaining)} left");
        else if (value.EpochFinished)
            Add($"  done in {Duration(value.Elapsed)}");
        else
            Add($"  stopped after {Duration(value.Elapsed)}");
        if (value.ValidationLoss is { } validationLoss)
            Add($"  val. loss {validationLoss:0.0000}");
        if (value is { ValidationMetric: not null, Metric: { } trainingMetric })
            Add($"  train. {value.MetricName} {trainingMetric:0.0000}");
    }

    private void Add(FormattableString text) => _line.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time:m\\:ss} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)}:{time:mm} h"),
    };

    private static int ConsoleWidth()
    {
        try
        {
            // A terminal without a size reports 0.
            return Console.WindowWidth is > 0 and var width ? width : FallbackWidth;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return FallbackWidth;
        }
    }
}
