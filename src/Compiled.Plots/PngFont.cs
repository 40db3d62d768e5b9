using ScottPlot;
using SkiaSharp;

namespace Compiled;

/// <summary>The face of text in PNG files.</summary>
internal static class PngFont
{
    /// <summary>Sans-serif faces, the first that the system has; the widths in layouts are theirs.</summary>
    private static readonly string[] Wanted = ["Segoe UI", "Roboto", "Helvetica Neue", "Helvetica", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"];

    private static readonly Lazy<(string Name, SKTypeface Typeface)> Chosen = new(static () =>
    {
        var families = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Array.Find(Wanted, families.Contains) ?? Fonts.Sans;
        return (name, SKTypeface.FromFamilyName(name));
    });

    /// <summary>The name of the face for a text: the same for all, unless it lacks a character that another of the system has.</summary>
    public static string For(string text)
    {
        var (name, typeface) = Chosen.Value;
        return typeface.ContainsGlyphs(text) ? name : Fonts.Detect(text);
    }
}
