using System.Diagnostics;

namespace Playground.Serving;

/// <summary>How fast training is: the mean of the last second.</summary>
internal sealed class Speed
{
    private readonly Queue<(long Time, long Steps, long Samples)> _marks = new();

    /// <summary>Steps per second.</summary>
    public float Steps { get; private set; }

    /// <summary>Samples per second.</summary>
    public float Samples { get; private set; }

    /// <summary>Forgets what was before.</summary>
    public void Restart()
    {
        _marks.Clear();
        (Steps, Samples) = (0, 0);
    }

    /// <summary>Notes how far training has come.</summary>
    public void Mark(long steps, long samples)
    {
        var now = Stopwatch.GetTimestamp();
        while (_marks.Count > 1 && Stopwatch.GetElapsedTime(_marks.Peek().Time, now).TotalSeconds > 1)
            _ = _marks.Dequeue();
        if (_marks.TryPeek(out var first) && Stopwatch.GetElapsedTime(first.Time, now).TotalSeconds is > 0 and var seconds)
            (Steps, Samples) = ((float)((steps - first.Steps) / seconds), (float)((samples - first.Samples) / seconds));
        _marks.Enqueue((now, steps, samples));
    }
}
