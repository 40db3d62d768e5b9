namespace Compiled;

/// <summary>What a plot is drawn on.</summary>
public enum PlotTheme
{
    /// <summary>Dark text on white.</summary>
    Light = 0,

    /// <summary>Light text on near-black.</summary>
    Dark = 1,
}

/// <summary>How a <see cref="Plot"/> is drawn. Immutable.</summary>
public sealed record PlotOptions
{
    internal const int LeastSize = 120;
    internal const int MostSize = 8000;

    /// <summary>Light or dark paper; light by default.</summary>
    public PlotTheme Theme { get; init; }

    /// <summary>The width in pixels, from 120 to 8,000; null for the plot's own, which suits what it shows.</summary>
    public int? Width { get; init; }

    /// <summary>The height in pixels, from 120 to 8,000; null for the plot's own.</summary>
    public int? Height { get; init; }

    /// <summary>Pixels of a PNG for each pixel of the size, from 0.5 to 8: 2 for screens of double density and for print. An SVG has none.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Checks what was set.</summary>
    internal void Check()
    {
        if (!Enum.IsDefined(Theme))
            throw new ArgumentOutOfRangeException(nameof(Theme), Theme, FormattableString.Invariant($"'Theme' is {(int)Theme}, which is not a theme: use PlotTheme.Light or PlotTheme.Dark."));
        CheckSize(Width, nameof(Width));
        CheckSize(Height, nameof(Height));
        if (!(Scale is >= 0.5 and <= 8))
            throw new ArgumentOutOfRangeException(nameof(Scale), Scale, FormattableString.Invariant($"'Scale' is {Scale}, but must be from 0.5 to 8."));
    }

    private static void CheckSize(int? size, string name)
    {
        if (size is { } pixels && pixels is < LeastSize or > MostSize)
            throw new ArgumentOutOfRangeException(name, size, FormattableString.Invariant($"'{name}' is {size}, but must be from {LeastSize} to {MostSize} pixels."));
    }
}
