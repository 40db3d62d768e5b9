namespace Compiled.Drawing;

/// <summary>One axis.</summary>
/// <param name="Label">What it measures, with the unit.</param>
internal sealed record Axis(string Label)
{
    /// <summary>Whether equal factors are equal lengths. Values that are not positive are left out.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether ticks are whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Both ends, where the data does not decide.</summary>
    public (double Low, double High)? Ends { get; init; }

    /// <summary>The names of the places 0, 1 …; null for numbers.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Whether ticks and grid are left out.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>One pair of axes with what is shown on it.</summary>
/// <param name="Title">What it shows; empty for a single panel, whose plot says it.</param>
/// <param name="X">The level axis.</param>
/// <param name="Y">The upright axis.</param>
/// <param name="Marks">What is shown, the first at the bottom.</param>
internal sealed record Panel(string Title, Axis X, Axis Y, IReadOnlyList<Mark> Marks)
{
    /// <summary>Whether a unit is as long on both axes.</summary>
    public bool IsSquare { get; init; }

    /// <summary>Said in place of data; empty where there is some.</summary>
    public string Note { get; init; } = "";

    /// <summary>Entries of the legend: as many as a reader can tell apart.</summary>
    public IReadOnlyList<Mark> Legend => [.. Marks.Where(static mark => mark.Name.Length > 0).Take(Palette.Count + 2)];
}
