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
        var points = state.Data == "own" ? [] : PlaneShapes.Draw(state.Data, state.Points, state.Noise, state.DataSeed);
        points.AddRange(state.Own.Select(static own => ((float)own[0], (float)own[1], (int)own[2])));
        if (points.Count == 0)
            throw new RejectedException("own", "There are no points to learn from: paint some, paste some, or choose another data set.");

        // Spread evenly, so that a point that is added moves no other from one part to the other.
        var (train, test) = (new List<(float, float, int)>(), new List<(float, float, int)>());
        for (var index = 0; index < points.Count; index++)
            (Math.Floor((index + 1) * state.TestShare) > Math.Floor(index * state.TestShare) ? test : train).Add(points[index]);
        return new(2, Math.Max(2, points.Max(static point => point.Item3) + 1), ToPart(train), ToPart(test));
    }

    private static Part ToPart(List<(float X, float Y, int Label)> points)
    {
        var inputs = new float[2 * points.Count];
        for (var index = 0; index < points.Count; index++)
            (inputs[2 * index], inputs[2 * index + 1]) = (points[index].X, points[index].Y);
        return new(inputs, [.. points.Select(static point => point.Label)]);
    }
}
