using System.Diagnostics.CodeAnalysis;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled;

/// <summary>
/// Shows a run of <see cref="Trainer.Fit"/> on a terminal: a bar with the time left, the figures and a sparkline of the loss, or a dashboard with a live table of the last
/// epochs. Into a file or a pipe it writes about ten plain lines.
/// </summary>
/// <remarks>
/// <para>
/// The display is drawn by a thread of its own, at most ten times a second, in place and without clearing the screen, so that nothing flickers. Training only hands over its
/// figures, which takes well under 1 % of its time. It fits itself to the width of the terminal, from 20 columns on. Other output during the run goes through the same
/// <see cref="IAnsiConsole"/>, or it disturbs the display.
/// </para>
/// <para>
/// Plain lines contain no times and no escape codes: the same seed gives the same lines. Numbers are written the same way in every culture. One run at a time; the object may
/// be used for one run after another.
/// </para>
/// </remarks>
public sealed class TerminalProgress : IProgress<TrainingProgress>
{
    private readonly IAnsiConsole? _console;
    private readonly TextWriter? _plain;
    private readonly Lock _lock = new();
    private RunFigures _figures = new();
    private LiveThread? _live;

    /// <summary>Shows runs on the process's console: live if its output is a terminal, otherwise as plain lines.</summary>
    public TerminalProgress()
        : this(OfProcess())
    {
    }

    /// <summary>Shows runs live on a console of Spectre's.</summary>
    /// <param name="console">The console. If it cannot move its cursor, plain lines are written to it.</param>
    public TerminalProgress(IAnsiConsole console)
        : this(console, null) => ArgumentNullException.ThrowIfNull(console);

    /// <summary>Writes plain lines.</summary>
    /// <param name="writer">Where to.</param>
    public TerminalProgress(TextWriter writer)
        : this(null, writer) => ArgumentNullException.ThrowIfNull(writer);

    private TerminalProgress((IAnsiConsole? Console, TextWriter? Writer) output)
        : this(output.Console, output.Writer)
    {
    }

    private TerminalProgress(IAnsiConsole? console, TextWriter? writer)
    {
        (_console, _plain) = (console, writer);
        if (console?.Profile.Capabilities.Ansi == false)
            (_console, _plain) = (null, console.Profile.Out.Writer);
    }

    /// <summary>Whether the whole dashboard is shown; false, the default, shows three lines.</summary>
    public bool Dashboard { get; init; }

    /// <summary>Whether the display is removed when the run has ended; false, the default, leaves its last state.</summary>
    public bool ClearsAtEnd { get; init; }

    /// <summary>Frames of the last run, and how long they took, for measurements.</summary>
    internal (int Frames, TimeSpan Time) Drawn { get; private set; }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (_console is null)
        {
            if (!ProgressLine.IsMilestone(value))
                return;
            _plain!.Write(ProgressLine.Of(value, int.MaxValue) + "\n");
            _plain.Flush();
            return;
        }

        lock (_lock)
            _figures.Add(value);
        _live ??= new LiveThread(_console, Draw, ClearsAtEnd);
        if (!value.Finished)
            return;
        _live.End();
        Drawn = (_live.Frames, _live.Drawing);
        (_live, _figures) = (null, new RunFigures());
    }

    /// <summary>A frame of what was reported so far.</summary>
    private IRenderable Draw()
    {
        var profile = _console!.Profile;
        lock (_lock)
        {
            return Dashboard
                ? DashboardView.Of(_figures, profile.Width, profile.Height, profile.Capabilities.Unicode)
                : CompactView.Of(_figures, profile.Width, profile.Capabilities.Unicode);
        }
    }

    /// <summary>Whether an output can be drawn on in place.</summary>
    /// <param name="isRedirected">Whether it goes into a file or a pipe.</param>
    /// <param name="terminal">The kind of the terminal: the variable TERM.</param>
    internal static bool IsLive(bool isRedirected, string? terminal) => !isRedirected && terminal is not "dumb";

    [ExcludeFromCodeCoverage(Justification = "Tests write into a pipe or onto a terminal, whichever they are started on.")]
    private static (IAnsiConsole? Console, TextWriter? Writer) OfProcess() =>
        IsLive(Console.IsOutputRedirected, Environment.GetEnvironmentVariable("TERM")) ? (AnsiConsole.Console, null) : (null, Console.Out);
}
