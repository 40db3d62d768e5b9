using System.Diagnostics;
using System.Runtime.InteropServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled;

/// <summary>
/// Draws on a thread of its own, so that training does not wait for the terminal: the newest state, at most ten times a second, and so seldom that drawing takes less than
/// half a percent of the time. (The first frame, which compiles what draws it, does not count.)
/// </summary>
internal sealed class LiveThread
{
    private const double ShortestPause = 0.1;
    private const double LongestPause = 4;

    /// <summary>The part of the time that drawing may take, and what it may take before that is looked at: a run begins with some frames in a row.</summary>
    private const double Share = 0.004;
    private const double Allowance = 0.05;

    private readonly Thread _thread;
    private readonly ManualResetEventSlim _end = new();

    /// <summary>Begins to draw.</summary>
    /// <param name="console">Where.</param>
    /// <param name="draw">The newest frame; called on the thread.</param>
    /// <param name="clears">Whether the last frame is removed at the end.</param>
    public LiveThread(IAnsiConsole console, Func<IRenderable> draw, bool clears)
    {
        _thread = new Thread(() => Run(console, draw, clears)) { IsBackground = true, Name = "training progress" };
        _thread.Start();
    }

    /// <summary>Frames drawn.</summary>
    public int Frames { get; private set; }

    /// <summary>How long drawing took, without the first frame.</summary>
    public TimeSpan Drawing { get; private set; }

    /// <summary>Draws the last frame, and waits until it is there.</summary>
    public void End()
    {
        _end.Set();
        _thread.Join();
    }

    private void Run(IAnsiConsole console, Func<IRenderable> draw, bool clears)
    {
        // Ctrl-C ends the process without a word, and would leave the terminal without its cursor.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => console.Cursor.Show());
        try
        {
            console.Live(draw()).AutoClear(clears).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).Start(context =>
            {
                var (isLast, start) = (false, Stopwatch.GetTimestamp());
                while (!isLast)
                {
                    isLast = _end.IsSet;
                    var began = Stopwatch.GetTimestamp();
                    context.UpdateTarget(draw());
                    if (Frames++ > 0)
                        Drawing += Stopwatch.GetElapsedTime(began);
                    var pause = (Drawing.TotalSeconds - Allowance) / Share - Stopwatch.GetElapsedTime(start).TotalSeconds;
                    if (!isLast)
                        _ = _end.Wait(TimeSpan.FromSeconds(Math.Clamp(pause, ShortestPause, LongestPause)));
                }
            });
        }
        catch (Exception)
        {
            // A terminal that is gone, or in use by another display, is no reason to lose the training.
        }
    }
}
