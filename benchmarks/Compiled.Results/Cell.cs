namespace Compiled.Benchmarks.Results;

/// <summary>The networks and the measures of the comparison with the best C++.</summary>
public static class Cell
{
    public static IReadOnlyList<(string Topology, NamedShape Shape)> Topologies { get; } =
    [
        ("T1", NamedShape.Parse("4-8-3:tanh")), ("T2", NamedShape.Parse("2-16-16-1:tanh")), ("T3", NamedShape.Parse("16-64-64-4:relu")),
        ("T4", NamedShape.Parse("64-128-128-10:relu")), ("T5", NamedShape.Parse("784-128-10:relu")), ("T6", NamedShape.Parse("32-256-256-8:tanh")),
    ];

    public static IReadOnlyList<(string Measure, string Name)> Measures { get; } =
    [
        ("a", "one prediction"), ("a_lat", "one after another"), ("b256", "batch of 256"), ("c1", "step of 1 sample"), ("c32", "step of 32"), ("c256", "step of 256"),
    ];

    /// <summary>What the machine needs at least, in nanoseconds a sample, for the multiply-adds and, where they are read for each sample or step, the weights.</summary>
    /// <param name="machine">Its peak and its caches' bandwidths.</param>
    /// <param name="shape">The network.</param>
    /// <param name="measure">One of <see cref="Measures"/>.</param>
    public static double Limit(Machine machine, Shape shape, string measure)
    {
        // Of 16 bytes a parameter, weights and Adam's moments among them, what is beyond 24 KB does not stay in a first-level cache of 32 or 48 KB.
        const int FirstLevelBytes = 24 * 1024;
        var bytes = shape.Parameters * sizeof(float);
        double Seconds(double read, double held) => read / (held <= FirstLevelBytes ? machine.FirstLevel : machine.SecondLevel);
        double Flops(long multiplyAdds) => 2.0 * multiplyAdds / machine.Peak;
        return measure switch
        {
            "a" or "a_lat" => Math.Max(Seconds(bytes, bytes), Flops(shape.MultiplyAdds)),
            "b256" => Flops(shape.MultiplyAdds),
            // The update reads and writes the parameters and two moments, once a step.
            _ => Flops(shape.TrainingMultiplyAdds) + Seconds(6.0 * bytes, 3.0 * bytes) / int.Parse(measure.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
