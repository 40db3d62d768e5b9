using Compiled.Drawing;
using Compiled.Storage;

namespace Compiled;

/// <summary>Writes plots as PNG and SVG files. PNG is drawn by ScottPlot without a display.</summary>
public static class PlotFiles
{
    private static readonly string[] Endings = [".png", ".svg"];

    extension(Plot plot)
    {
        /// <summary>Writes the picture as a PNG or an SVG file, by the ending of its name, completely or not at all.</summary>
        /// <param name="path">The file, ending in .png or .svg; its folder must exist.</param>
        /// <param name="options">Theme, size and, of a PNG, pixel density; null for light paper and the picture's own size.</param>
        /// <exception cref="ArgumentException">The name has another ending.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or a PNG would have more than 16,384 pixels to a side.</exception>
        /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
        public void Save(string path, PlotOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(plot);
            ArgumentException.ThrowIfNullOrEmpty(path);
            var ending = Path.GetExtension(path).ToLowerInvariant();
            if (!Endings.Contains(ending))
                throw new ArgumentException($"'{path}' ends in '{ending}', but a plot is written as .png or .svg: give the file one of these endings.", nameof(path));
            if (ending == ".svg")
            {
                plot.SaveSvg(path, options);
                return;
            }

            var image = plot.ToPng(options);
            AtomicFile.Write(path, stream => stream.Write(image));
        }

        /// <summary>The picture as the bytes of a PNG file; the same bytes for the same data, options, fonts and version of the library.</summary>
        /// <param name="options">Theme, size and pixel density; null for light paper and the picture's own size.</param>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or the picture would have more than 16,384 pixels to a side.</exception>
        public byte[] ToPng(PlotOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(plot);
            options ??= new PlotOptions();
            options.Check();
            return PngFigure.Draw(plot, options);
        }

        /// <summary>
        /// The panels as ScottPlot's own plots, row by row, to be changed and drawn by a program: colours, annotations, interactive controls. ScottPlot lays them out, so they look a little
        /// different from the picture.
        /// </summary>
        /// <param name="options">Theme and size; null for light paper and the picture's own size.</param>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
        public IReadOnlyList<ScottPlot.Plot> ToScottPlots(PlotOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(plot);
            options ??= new PlotOptions();
            options.Check();
            var layout = new FigureLayout(plot, options.Width ?? plot.Width, options.Height ?? plot.Height);
            return [.. layout.Panels.Select(panel =>
            {
                var scott = ScottPanel.Create(panel, options.Theme);
                scott.Layout.Default();
                scott.Title(panel.Panel.Title.Length > 0 ? panel.Panel.Title : plot.Title);
                scott.XLabel(panel.Panel.X.Label);
                scott.YLabel(panel.Panel.Y.Label);
                if (panel.Legend.Count > 0)
                    _ = scott.ShowLegend();
                return scott;
            })];
        }
    }
}
