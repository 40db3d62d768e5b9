using Playground.Protocol;

namespace Playground.Data;

/// <summary>The samples of a state: the same state gives the same samples on every machine.</summary>
public static class SampleSource
{
    /// <summary>Draws or reads them.</summary>
    /// <exception cref="RejectedException">There is nothing to learn from.</exception>
    public static Samples Of(SessionState state)
    {
        if (state.Data == "digits")
            return Digits.Load(1 - state.TestShare, state.DataSeed);
        List<Point> points = state.Data == "own"
            ? [] : [.. PlaneShapes.Draw(state.Data, state.Points, state.Noise, state.DataSeed).Select(static point => new Point(point.X, point.Y, point.Label, float.NaN))];
        points.AddRange(state.Own.Select(static own => new Point((float)own[0], (float)own[1], (int)own[2], own.Length > 3 ? (float)own[3] : float.NaN)));
        if (points.Count == 0)
            throw new RejectedException("own", "There are no points to learn from: paint some, paste some, or choose another data set.");

        // Spread evenly, so that a point that is added moves no other from one part to the other.
        var (train, test) = (new List<Point>(), new List<Point>());
        for (var index = 0; index < points.Count; index++)
            (Math.Floor((index + 1) * state.TestShare) > Math.Floor(index * state.TestShare) ? test : train).Add(points[index]);
        return new(2, Math.Max(2, points.Max(static point => point.Label) + 1), ToPart(train), ToPart(test));
    }

    private static Part ToPart(List<Point> points)
    {
        var inputs = new float[2 * points.Count];
        for (var index = 0; index < points.Count; index++)
            (inputs[2 * index], inputs[2 * index + 1]) = (points[index].X, points[index].Y);
        return new(inputs, [.. points.Select(static point => point.Label)]) { Values = [.. points.Select(static point => point.Value)] };
    }

    /// <summary>A point of the square; its own value is NaN where it has none.</summary>
    private readonly record struct Point(float X, float Y, int Label, float Value);
}
