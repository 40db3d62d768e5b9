using Compiled.Numerics;

namespace Playground.Data;

/// <summary>
/// Points of the square from −1 to 1. Only exact operations decide them, no sine and no logarithm of the system's, so that every machine draws the same.
/// </summary>
internal static class PlaneShapes
{
    /// <summary>Points of a shape, each with its class, shifted by noise.</summary>
    public static List<(float X, float Y, int Label)> Draw(string shape, int count, double noise, long seed)
    {
        var random = new SeededRandom(seed);
        List<(float, float, int)> points = [];
        while (points.Count < count)
        {
            var (x, y, label) = shape == "spiral" ? Spiral(random, points.Count, count) : Square(shape, random);
            if (label < 0)
                continue;
            if (noise > 0)
                (x, y) = (x + (float)noise * random.NextNormal(), y + (float)noise * random.NextNormal());
            points.Add((Math.Clamp(x, -1, 1), Math.Clamp(y, -1, 1), label));
        }

        return points;
    }

    /// <summary>A random point and its class; −1 where the shape has no points.</summary>
    private static (float X, float Y, int Label) Square(string shape, SeededRandom random)
    {
        var (x, y) = (2 * random.NextSingle() - 1, 2 * random.NextSingle() - 1);
        var square = x * x + y * y;
        return (x, y, shape switch
        {
            "circle" => square < 0.25f ? 1 : square is > 0.42f and < 1 ? 0 : -1,
            "xor" => Math.Abs(x) < 0.06f || Math.Abs(y) < 0.06f ? -1 : x > 0 == y > 0 ? 1 : 0,
            "halfplane" => 0.6f * x + 0.8f * y < 0.1f ? 1 : 0,
            "convex" => IsInside(x, y, [-0.38f, 0.19f, -0.98f, -0.24f, -0.75f, -0.95f, -0.01f, -0.95f, 0.22f, -0.24f]) ? 1 : 0,
            "region" => square is < 0.09f or (> 0.36f and < 0.81f) && !(x > 0.3f && Math.Abs(y) < 0.2f) ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no shape of this name."),
        });
    }

    /// <summary>Two arms of one and three quarters of a turn. The angle grows by a rotation of half a degree at a time.</summary>
    private static (float X, float Y, int Label) Spiral(SeededRandom random, int index, int count)
    {
        const int turns = 630;
        const double cosine = 0.99996192306417128874, sine = 0.00872653549837393497;
        var label = random.NextInt32(2);
        var place = (index + random.NextSingle()) / count;
        var (x, y) = (label == 0 ? 1.0 : -1.0, 0.0);
        for (var step = 0; step < (int)(place * turns); step++)
            (x, y) = (cosine * x - sine * y, sine * x + cosine * y);
        var radius = 0.05 + 0.9 * place;
        return ((float)(radius * x), (float)(radius * y), label);
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
