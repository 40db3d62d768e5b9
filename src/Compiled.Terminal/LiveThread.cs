using System.Diagnostics;
using System.Runtime.InteropServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled;

/// <summary>
/// Draws on a thread of its own, so that training does not wait for the terminal: the newest state, at most ten times a second, and so seldom that drawing takes less than half a percent of the time.
/// </summary>
internal sealed class LiveThread
{
    private const int ShortestPause = 100;
    private const int LongestPause = 1000;
    private const int PausesPerFrame = 200;

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

    /// <summary>How long drawing took.</summary>
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
                var isLast = false;
                while (!isLast)
                {
                    isLast = _end.IsSet;
                    var began = Stopwatch.GetTimestamp();
                    context.UpdateTarget(draw());
                    var took = Stopwatch.GetElapsedTime(began);
                    Frames++;
                    Drawing += took;
                    if (!isLast)
                        _ = _end.Wait(Math.Clamp((int)(PausesPerFrame * took.TotalMilliseconds), ShortestPause, LongestPause));
                }
            });
        }
        catch (Exception)
        {
            // A terminal that is gone, or in use by another display, is no reason to lose the training.
        }
    }
}
