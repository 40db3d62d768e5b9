using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <content>Images that are bent.</content>
public static partial class Augmentations
{
    /// <summary>Bends every row's image smoothly, as if it were drawn on rubber, differently for each row; targets are unchanged.</summary>
    /// <remarks>
    /// <para>
    /// The points of a grid, <paramref name="spacing"/> pixels apart, get shifts in x and in y from the normal distribution N(0, deviation²); bicubic interpolation (Catmull and Rom) makes of them a
    /// shift for each pixel, and the pixel takes the value from there, interpolated linearly between the four pixels around it. Pixels outside the image are
    /// <paramref name="background"/>. The channels of a row, which is laid out as [channel][y][x], move together. NaN and infinities spread to the pixels around them.
    /// </para>
    /// <para>
    /// Above about a quarter of the spacing, a deviation folds the image. For handwritten digits of 28 by 28 pixels, a deviation of 1.2 with a spacing of 7 looks natural.
    /// Sources: Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document analysis", 2003, whose field of noise is
    /// blurred instead; the coarse grid is that of Ronneberger, Fischer and Brox, "U-Net", 2015. torchvision: <c>ElasticTransform</c>.
    /// About 15 ns per pixel.
    /// </para>
    /// </remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="deviation">The standard deviation of the shift of a grid point, in pixels; finite and at least 0.</param>
    /// <param name="spacing">Pixels from one grid point to the next; at least 1.</param>
    /// <param name="channels">Planes one after another; at least 1, 1 by default.</param>
    /// <param name="background">The value outside the image; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>, which throws an <see cref="ArgumentException"/> before the first step if the number of inputs is not
    /// channels · height · width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation ElasticShift(int width, int height, float deviation, int spacing, int channels = 1, float background = 0)
    {
        OptimizerSetting.NotNegative(nameof(deviation), deviation);
        if (spacing < 1)
            throw new ArgumentOutOfRangeException(nameof(spacing), spacing, Wording.Of($"spacing is {spacing}, but must be at least 1: pixels from one grid point to the next."));
        var layout = new ImageRows(nameof(ElasticShift), width, height, channels);
        var (columns, lines) = (new CubicAxis(width, spacing), new CubicAxis(height, spacing));
        return (inputs, _, rows, random) =>
        {
            layout.Check(inputs.Length, rows);
            for (var row = 0; row < rows; row++)
                Bend(layout.Row(inputs, row), layout, columns, lines, deviation, background, random);
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Bend(Span<float> image, ImageRows layout, CubicAxis columns, CubicAxis lines, float deviation, float background, SeededRandom random)
    {
        var (width, height) = (layout.Width, layout.Height);
        var (atPoints, onLines) = (2 * columns.Points * lines.Points, 2 * width * lines.Points);
        var scratch = ImageSampling.Scratch(atPoints + onLines + 2 * layout.Plane + layout.Plane);
        var points = scratch[..atPoints];
        foreach (ref var point in points)
            point = deviation * random.NextNormal();

        // Along the lines of the grid, then from line to line: shifts in x first, then those in y.
        var between = scratch.Slice(atPoints, onLines);
        for (var line = 0; line < 2 * lines.Points; line++)
            columns.Interpolate(points.Slice(line * columns.Points, columns.Points), between.Slice(line * width, width));
        var shifts = scratch.Slice(atPoints + onLines, 2 * layout.Plane);
        var half = onLines / 2;
        lines.InterpolateLines(between[..half], shifts[..layout.Plane], width);
        lines.InterpolateLines(between[half..], shifts[layout.Plane..], width);

        var old = scratch[^layout.Plane..];
        for (var begin = 0; begin < image.Length; begin += layout.Plane)
        {
            var plane = image.Slice(begin, layout.Plane);
            plane.CopyTo(old);
            var place = 0;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++, place++)
                    plane[place] = ImageSampling.Bilinear(old, width, height, x + shifts[place], y + shifts[layout.Plane + place], background);
            }
        }
    }
}
