using System.Text;

namespace Regions;

/// <summary>A picture in characters: one for each point of a grid over the square, the top row first.</summary>
public sealed class Region
{
    /// <summary>Characters in a line.</summary>
    public const int Columns = 24;

    /// <summary>Lines; a character is about twice as high as wide.</summary>
    public const int Rows = 12;

    /// <param name="outputs">Above one half where the point is inside, in the order of <see cref="Points"/>.</param>
    public Region(ReadOnlySpan<float> outputs)
    {
        var lines = new string[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var line = new StringBuilder(Columns);
            foreach (var output in outputs.Slice(row * Columns, Columns))
                line.Append(output > 0.5f ? '#' : '.');
            lines[row] = line.ToString();
        }

        Lines = lines;
    }

    /// <summary><see cref="Rows"/> lines of <see cref="Columns"/> characters.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The middles of columns × rows equal rectangles of the square, (x, y) after (x, y), the top row first.</summary>
    public static float[] Points(int columns, int rows)
    {
        var points = new float[2 * columns * rows];
        for (var index = 0; index < columns * rows; index++)
        {
            points[2 * index] = (2 * (index % columns) + 1f) / columns - 1;
            points[2 * index + 1] = 1 - (2 * (index / columns) + 1f) / rows;
        }

        return points;
    }
}
