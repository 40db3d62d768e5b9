namespace Compiled.Benchmarks.Results;

/// <summary>What one shape costs by one measure.</summary>
/// <param name="Shape">The network.</param>
/// <param name="Measure">One of <see cref="SweepMeasure"/>.</param>
/// <param name="Nanoseconds">A sample, the median of the rounds.</param>
/// <param name="Fastest">The fastest round.</param>
/// <param name="Slowest">The slowest round.</param>
public sealed record SweepRow(Shape Shape, string Measure, double Nanoseconds, double Fastest, double Slowest)
{
    public long MultiplyAdds => SweepMeasure.IsTraining(Measure) ? Shape.TrainingMultiplyAdds : Shape.MultiplyAdds;

    public double NanosecondsPerMultiplyAdd => Nanoseconds / MultiplyAdds;
}
