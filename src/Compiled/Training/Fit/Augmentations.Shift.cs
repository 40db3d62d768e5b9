using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <content>Images that move.</content>
public static partial class Augmentations
{
    /// <summary>Moves every row's image by a whole number of pixels, from −pixels to pixels each way, drawn independently for each row; targets are unchanged.</summary>
    /// <remarks>
    /// A row is an image as PyTorch lays it out, [channel][y][x], and all its channels move together: pixel (x, y) goes to (x + dx, y + dy). What leaves the
    /// image is lost, and what comes in is <paramref name="background"/>. Each of the (2 · pixels + 1)² moves is as likely as any other, the one by nothing
    /// among them. Inputs that were standardised column by column have no uniform background: shift before standardising, or use another augmentation.
    /// </remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="pixels">The largest shift; at least 1 and less than both sides.</param>
    /// <param name="channels">Planes one after another, such as 3 for colours; at least 1, 1 by default.</param>
    /// <param name="background">The value of pixels without a source; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>. If the number of inputs is not channels · height · width, it throws an
    /// <see cref="ArgumentException"/> before the first step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation Shift(int width, int height, int pixels, int channels = 1, float background = 0)
    {
        var layout = new ImageRows(nameof(Shift), width, height, channels);
        if (pixels < 1 || pixels >= Math.Min(width, height))
        {
            throw new ArgumentOutOfRangeException(
                nameof(pixels), pixels,
                Wording.Of($"pixels is {pixels}, but must be at least 1 and less than both sides of the image, {width} by {height}, so that part of the image remains."));
        }

        return (inputs, _, rows, random) =>
        {
            layout.Check(inputs.Length, rows);
            for (var row = 0; row < rows; row++)
            {
                var (dx, dy) = (random.NextInt32(2 * pixels + 1) - pixels, random.NextInt32(2 * pixels + 1) - pixels);
                var image = layout.Row(inputs, row);
                for (var plane = 0; plane < image.Length; plane += width * height)
                    Move(image.Slice(plane, width * height), width, dx, dy, background);
            }
        };
    }

    /// <summary>Moves a plane within its own memory, at once: what was carried over the sides into the next line is painted over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(Span<float> plane, int width, int dx, int dy, float background)
    {
        var distance = dy * width + dx;
        // CopyTo takes spans that overlap.
        if (distance >= 0)
            plane[..^distance].CopyTo(plane[distance..]);
        else
            plane[-distance..].CopyTo(plane);

        // The lines, then the columns, that have no source.
        if (dy >= 0)
            plane[..(dy * width)].Fill(background);
        else
            plane[^(-dy * width)..].Fill(background);
        var begin = dx >= 0 ? 0 : width + dx;
        var end = dx >= 0 ? dx : width;
        for (var line = 0; line < plane.Length; line += width)
        {
            for (var x = begin; x < end; x++)
                plane[line + x] = background;
        }
    }
}
