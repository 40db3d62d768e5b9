using System.Diagnostics;
using Compiled.Benchmarks.Results;

namespace Compiled.Sweep;

/// <summary>Times one shape by one measure, a slot at each visit.</summary>
internal sealed class SweepTimer
{
    private readonly Shape _shape;
    private readonly string _measure;
    private readonly int _samples;
    private readonly Action<int> _run;
    private readonly int _count;
    private readonly List<double> _times = [];

    /// <param name="shape">The network.</param>
    /// <param name="measure">One of <see cref="SweepMeasure"/>.</param>
    /// <param name="samples">Samples of one call.</param>
    /// <param name="slot">Seconds of one visit.</param>
    /// <param name="run">Calls so many times.</param>
    public SweepTimer(Shape shape, string measure, int samples, double slot, Action<int> run)
    {
        (_shape, _measure, _samples, _run) = (shape, measure, samples, run);
        run(1);
        var count = 1;
        double elapsed;
        while ((elapsed = Seconds(count)) < slot / 4 && count < 1 << 28)
            count *= elapsed < slot / 40 ? 8 : 2;
        _count = Math.Max(1, (int)(count * slot / elapsed));
    }

    public void Visit()
    {
        // The others have had the caches since the last visit.
        _run(_count / 8 + 1);
        _times.Add(Seconds(_count) * 1e9 / _count / _samples);
    }

    public SweepRow Row()
    {
        var times = _times.Order().ToList();
        return new(_shape, _measure, (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2, times[0], times[^1]);
    }

    private double Seconds(int count)
    {
        var start = Stopwatch.GetTimestamp();
        _run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
