using Compiled;
using Compiled.Numerics;

namespace Regions;

/// <summary>A region of the square from (−1, −1) to (1, 1), to be told from the rest of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Contains">Whether the point (x, y) belongs to it.</param>
public sealed record Shape(string Name, Func<float, float, bool> Contains)
{
    /// <summary>Everything on one side of a line.</summary>
    public static Shape HalfPlane { get; } = new("half-plane", (x, y) => 0.6f * x + 0.8f * y < 0.1f);

    /// <summary>A pentagon near a corner of the square: what five half-planes have in common. The best single line cuts across it, so that it is better than a guess and visibly not enough.</summary>
    public static Shape Convex { get; } = new("convex", (x, y) => IsInside(x, y, [-0.38f, 0.19f, -0.98f, -0.24f, -0.75f, -0.95f, -0.01f, -0.95f, 0.22f, -0.24f]));

    /// <summary>A ring that is open to the right, and an island in it: neither convex nor of one piece.</summary>
    public static Shape Arbitrary { get; } = new("arbitrary", (x, y) =>
        x * x + y * y is < 0.09f or (> 0.36f and < 0.81f) && !(x > 0.3f && Math.Abs(y) < 0.2f));

    /// <summary>The lecture's three, from the simplest on.</summary>
    public static IReadOnlyList<Shape> All { get; } = [HalfPlane, Convex, Arbitrary];

    /// <summary>Points drawn at random, each with the target 1 inside and 0 outside.</summary>
    public Dataset Sample(int count, long seed)
    {
        var random = new SeededRandom(seed);
        var points = new float[2 * count];
        for (var index = 0; index < points.Length; index++)
            points[index] = 2 * random.NextSingle() - 1;
        return Label(points);
    }

    /// <summary>The points of a <see cref="Region"/> with their targets.</summary>
    public Dataset Grid(int columns, int rows) => Label(Region.Points(columns, rows));

    private Dataset Label(float[] points)
    {
        var targets = new float[points.Length / 2];
        for (var index = 0; index < targets.Length; index++)
            targets[index] = Contains(points[2 * index], points[2 * index + 1]) ? 1 : 0;
        return Dataset.FromMemory(points, targets, inputSize: 2, targetSize: 1, ["x", "y"], classNames: ["outside", "inside"]);
    }

    /// <summary>Whether a point is on the left of every side of a polygon, whose corners (x, y) are given counter-clockwise.</summary>
    private static bool IsInside(float x, float y, ReadOnlySpan<float> corners)
    {
        for (var at = 0; at < corners.Length; at += 2)
        {
            var next = (at + 2) % corners.Length;
            var (sideX, sideY) = (corners[next] - corners[at], corners[next + 1] - corners[at + 1]);
            if (sideX * (y - corners[at + 1]) - sideY * (x - corners[at]) <= 0)
                return false;
        }

        return true;
    }
}
