using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Values between pixels, from exact operations alone, in one order: every machine has the same bits.</summary>
internal static class ImageSampling
{
    /// <summary>Room for a copy of an image, and what else one row needs: one per thread, so that augmentations hold no state and allocate nothing after their first row.</summary>
    [ThreadStatic]
    private static float[]? _scratch;

    /// <summary>This thread's scratch, of at least this length.</summary>
    public static Span<float> Scratch(int length)
    {
        if (_scratch is null || _scratch.Length < length)
            _scratch = new float[length];
        return _scratch.AsSpan(0, length);
    }

    /// <summary>The value at a place between four pixels, in proportion to their nearness. Pixels outside the image are the background.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Bilinear(ReadOnlySpan<float> plane, int width, int height, float x, float y, float background)
    {
        // Written so that NaN is outside.
        if (!(x > -1 && x < width && y > -1 && y < height))
            return background;
        var (left, top) = (MathF.Floor(x), MathF.Floor(y));
        var (column, line, right, down) = ((int)left, (int)top, x - left, y - top);
        float a, b, c, d;
        if (column >= 0 && column + 1 < width && line >= 0 && line + 1 < height)
        {
            var place = line * width + column;
            (a, b, c, d) = (plane[place], plane[place + 1], plane[place + width], plane[place + width + 1]);
        }
        else
        {
            a = Pixel(plane, width, height, column, line, background);
            b = Pixel(plane, width, height, column + 1, line, background);
            c = Pixel(plane, width, height, column, line + 1, background);
            d = Pixel(plane, width, height, column + 1, line + 1, background);
        }

        var upper = a + right * (b - a);
        var lower = c + right * (d - c);
        return upper + down * (lower - upper);
    }

    private static float Pixel(ReadOnlySpan<float> plane, int width, int height, int column, int line, float background) =>
        (uint)column < (uint)width && (uint)line < (uint)height ? plane[line * width + column] : background;
}
