namespace Playground.Training;

/// <summary>Points of the square from −1 to 1.</summary>
internal static class PlanePoints
{
    /// <summary>The middles of equal cells, (x, y) after (x, y), the top row first.</summary>
    public static float[] Grid(int side)
    {
        var points = new float[2 * side * side];
        for (var index = 0; index < side * side; index++)
            (points[2 * index], points[2 * index + 1]) = ((2 * (index % side) + 1f) / side - 1, 1 - (2 * (index / side) + 1f) / side);
        return points;
    }
}
