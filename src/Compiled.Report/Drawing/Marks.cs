namespace Compiled.Drawing;

/// <summary>Something that a panel shows, in the units of its axes.</summary>
/// <param name="Name">Its name in the legend; empty for none.</param>
/// <param name="Hue">Its place in the <see cref="Palette"/>.</param>
internal abstract record Mark(string Name, int Hue);

/// <summary>A line through points, broken where one is not finite.</summary>
internal sealed record LineMark(string Name, int Hue, IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark(Name, Hue)
{
    public bool IsDashed { get; init; }

    public bool HasPoints { get; init; }

    public double Opacity { get; init; } = 1;
}

/// <summary>Points.</summary>
internal sealed record PointsMark(string Name, int Hue, IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark(Name, Hue)
{
    public double Radius { get; init; } = 3;

    public double Opacity { get; init; } = 0.6;

    /// <summary>Whether a rim in the colour of the paper sets them apart from what they lie on.</summary>
    public bool HasRim { get; init; }
}

/// <summary>Upright bars between edges, from 0 up: a histogram.</summary>
internal sealed record BarsMark(string Name, int Hue, IReadOnlyList<double> Edges, IReadOnlyList<double> Heights) : Mark(Name, Hue);

/// <summary>Level bars, the first at y = 0, from 0 to their value, each with the length of its error to both sides.</summary>
internal sealed record LevelBarsMark(string Name, int Hue, IReadOnlyList<double> Values, IReadOnlyList<double>? Errors) : Mark(Name, Hue);

/// <summary>A table of cells, [y, x], each of size 1 around whole numbers: the hue for a strength up to 1, the next hue down to −1, a text on it.</summary>
internal sealed record CellsMark(int Hue, double[,] Strengths, string[,]? Texts) : Mark("", Hue);

/// <summary>A picture over a part of the plane: colours of 0xRRGGBBAA, the top row first.</summary>
internal sealed record ImageMark(uint[] Colours, int Columns, int Rows, Box Box) : Mark("", 0)
{
    /// <summary>Whether pixels are shown as squares; else they run into each other.</summary>
    public bool IsPixelated { get; init; }
}

/// <summary>A line across the whole panel.</summary>
internal sealed record RuleMark(string Name, int Hue, double At, bool IsVertical) : Mark(Name, Hue);

/// <summary>A box with lines of text, the first in bold.</summary>
internal sealed record BoxMark(int Hue, Box Box, IReadOnlyList<string> Lines) : Mark("", Hue);

/// <summary>A line from point to point, the last with a head.</summary>
internal sealed record ArrowMark(int Hue, IReadOnlyList<(double X, double Y)> Points) : Mark("", Hue);

/// <summary>A rectangle.</summary>
internal readonly record struct Box(double Left, double Right, double Bottom, double Top);
