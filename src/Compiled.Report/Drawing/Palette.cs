namespace Compiled.Drawing;

/// <summary>The colours of data: the same on light and on dark paper, with a contrast of at least 3 to both.</summary>
internal static class Palette
{
    /// <summary>A hue that means "of no account": reference lines, the many of which none matters.</summary>
    public const int Muted = -1;

    /// <summary>The hue of text.</summary>
    public const int Text = -2;

    private static readonly uint[] Hues = [0x3B82C4, 0xD0741F, 0x2F9E62, 0xC2528B, 0x8B74D6, 0x9A8B1E, 0x2299A4, 0xD6524D, 0xA6735A, 0x6F8FAF];

    /// <summary>How many hues differ.</summary>
    public static int Count => Hues.Length;

    /// <summary>0xRRGGBB of a hue; hues repeat.</summary>
    public static uint Rgb(int hue, PlotTheme theme) => hue switch
    {
        Muted => Paper.Of(theme).Muted,
        Text => Paper.Of(theme).Text,
        _ => Hues[hue % Hues.Length],
    };

    /// <summary>A colour as CSS writes it.</summary>
    public static string Css(uint rgb) => $"#{rgb:x6}";
}

/// <summary>What a figure is drawn on.</summary>
/// <param name="Background">The paper.</param>
/// <param name="Text">Titles and labels.</param>
/// <param name="Muted">Ticks and reference lines.</param>
/// <param name="Grid">Lines that lead the eye.</param>
internal sealed record Paper(uint Background, uint Text, uint Muted, uint Grid)
{
    private static readonly Paper Light = new(0xFFFFFF, 0x1F2328, 0x6A717A, 0xE4E7EB);
    private static readonly Paper Dark = new(0x15181D, 0xE8EAED, 0x9AA1AB, 0x2C3139);

    /// <summary>That of a theme.</summary>
    public static Paper Of(PlotTheme theme) => theme == PlotTheme.Dark ? Dark : Light;
}
