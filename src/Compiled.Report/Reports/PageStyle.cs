using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>How a report looks: the colours of <see cref="Paper"/>, light or dark as the reader's system asks for.</summary>
internal static class PageStyle
{
    /// <summary>The text of the style element.</summary>
    public static string Css { get; } = $$"""
        :root { color-scheme: light dark; {{Variables(PlotTheme.Light)}} }
        @media (prefers-color-scheme: dark) { :root { {{Variables(PlotTheme.Dark)}} } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--plot-paper); color: var(--plot-text); font: 16px/1.55 {{SvgCanvas.Face}}; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 64px; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 8px 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.35rem; margin: 44px 0 12px; padding-top: 10px; border-top: 1px solid var(--plot-grid); }
        h3 { font-size: 1.05rem; margin: 24px 0 8px; overflow-wrap: anywhere; }
        p { margin: 8px 0; max-width: 75ch; overflow-wrap: anywhere; }
        .lead { color: var(--plot-muted); }
        nav { margin: 12px 0; line-height: 2; }
        a { color: inherit; }
        .scroll { overflow-x: auto; max-width: 100%; }
        table { border-collapse: collapse; font-size: 0.9rem; }
        th, td { padding: 4px 12px 4px 0; text-align: left; border-bottom: 1px solid var(--plot-grid); white-space: nowrap; }
        th { font-weight: 600; }
        td { font-variant-numeric: tabular-nums; max-width: 36ch; overflow: hidden; text-overflow: ellipsis; }
        .n { text-align: right; padding-left: 12px; }
        pre { overflow-x: auto; font-size: 0.85rem; line-height: 1.45; padding: 12px; border: 1px solid var(--plot-grid); border-radius: 8px; }
        .pictures { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
        figure { margin: 0; flex: 0 1 auto; min-width: 0; border: 1px solid var(--plot-grid); border-radius: 8px; overflow: hidden; }
        figure.scroll { overflow-x: auto; }
        figure.narrow { display: none; }
        svg { display: block; width: 100%; height: auto; }
        svg svg { display: inline; }
        @media (max-width: {{HtmlPage.NarrowBelow}}px) {
          figure, figure[style] { flex-basis: 100% !important; max-width: 100% !important; }
          figure.wide { display: none; }
          figure.narrow { display: block; }
        }
        @media print { :root { {{Variables(PlotTheme.Light)}} } figure { break-inside: avoid; } }

        """;

    private static string Variables(PlotTheme theme)
    {
        var paper = Paper.Of(theme);
        return $"--plot-paper: {Palette.Css(paper.Background)}; --plot-text: {Palette.Css(paper.Text)}; --plot-muted: {Palette.Css(paper.Muted)}; --plot-grid: {Palette.Css(paper.Grid)};";
    }
}
