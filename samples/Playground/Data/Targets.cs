using System.Globalization;

namespace Playground.Data;

/// <summary>The targets that samples have besides their class. Only exact operations and a square root decide them, so every machine has the same.</summary>
internal static class Targets
{
    private static readonly string[] Quadrants = ["I", "II", "III", "IV"];

    private static readonly string[] Parities = ["odd", "even"];

    /// <summary>All targets of some samples, the class first.</summary>
    public static IReadOnlyList<Target> Of(Samples samples)
    {
        List<Target> targets = [Make(samples, "class", samples.ClassNames, static (_, label, _) => label)];
        if (samples.InputSize == 2)
        {
            targets.Add(Make(samples, "radius", [], static (point, _, _) => MathF.Sqrt(point[0] * point[0] + point[1] * point[1])));
            targets.Add(Make(samples, "quadrant", Quadrants, static (point, _, _) => Quadrant(point[0], point[1])));
            if (HasValues(samples.Train) && HasValues(samples.Test))
                targets.Add(Make(samples, "value", [], (point, _, value) => float.IsNaN(value) ? Nearest(samples.Train, point) : value));
        }
        else
        {
            targets.Add(Make(samples, "even", Parities, static (_, label, _) => 1 - label % 2));
            targets.Add(Make(samples, "ink", [], static (pixels, _, _) => Mean(pixels)));
        }

        return targets;
    }

    /// <summary>Why a head of this name has nothing to learn, with the remedy.</summary>
    public static string Refuse(string name, Samples samples)
    {
        var known = string.Join(", ", samples.Targets.Select(static target => target.Id));
        if (!name.Equals("value", StringComparison.OrdinalIgnoreCase) || samples.InputSize != 2)
            return $"The data has no target '{name}': name the head after one of its targets, which are {known}.";
        var missing = samples.Train.Values.Concat(samples.Test.Values).Count(float.IsNaN);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Head '{name}' needs a value for every point, but {missing} of {samples.Train.Count + samples.Test.Count} have none: paste a table with a fourth column, choose own points, or name the head after {known}.");
    }

    private static Target Make(Samples samples, string id, IReadOnlyList<string> classes, TargetRule rule)
    {
        var (train, test) = (Apply(rule, samples.Train, samples.InputSize), Apply(rule, samples.Test, samples.InputSize));
        var (low, high) = classes.Count > 0 || train.Length == 0 ? (0, 1) : (train.Min(), train.Max());
        return new(id, classes, train, test) { Low = low, High = high > low ? high : low + 1, Rule = rule };
    }

    private static float[] Apply(TargetRule rule, Part part, int size)
    {
        var values = new float[part.Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = rule(part.Inputs.AsSpan(row * size, size), part.Labels[row], part.Values[row]);
        return values;
    }

    private static bool HasValues(Part part) => !part.Values.Any(float.IsNaN);

    private static int Quadrant(float x, float y) => y > 0 ? x > 0 ? 0 : 1 : x > 0 ? 3 : 2;

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return (float)(sum / values.Length);
    }

    /// <summary>The value of the nearest training point.</summary>
    private static float Nearest(Part part, ReadOnlySpan<float> point)
    {
        var (best, distance) = (0, float.PositiveInfinity);
        for (var row = 0; row < part.Count; row++)
        {
            var (x, y) = (part.Inputs[2 * row] - point[0], part.Inputs[2 * row + 1] - point[1]);
            if (x * x + y * y < distance)
                (best, distance) = (row, x * x + y * y);
        }

        return part.Values[best];
    }
}
