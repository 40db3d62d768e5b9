using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Interpolates between the points of a grid along one axis, by the cubic of Catmull and Rom, which goes through the points. Immutable.</summary>
internal sealed class CubicAxis
{
    private const int Taps = 4;

    private readonly int[] _first;
    private readonly float[] _weights;

    /// <summary>An axis of pixels.</summary>
    /// <param name="length">The number of pixels.</param>
    /// <param name="spacing">Pixels from one point to the next.</param>
    public CubicAxis(int length, int spacing)
    {
        // One point before the first pixel's own, and two after the last one's.
        Points = (length - 1) / spacing + Taps;
        (_first, _weights) = (new int[length], new float[Taps * length]);
        for (var pixel = 0; pixel < length; pixel++)
        {
            _first[pixel] = pixel / spacing;
            var t = (float)(pixel % spacing) / spacing;
            _weights[Taps * pixel] = ((2 - t) * t - 1) * t / 2;
            _weights[Taps * pixel + 1] = (3 * t - 5) * t * t / 2 + 1;
            _weights[Taps * pixel + 2] = ((4 - 3 * t) * t + 1) * t / 2;
            _weights[Taps * pixel + 3] = (t - 1) * t * t / 2;
        }
    }

    /// <summary>The number of points, those outside the pixels among them.</summary>
    public int Points { get; }

    /// <summary>The values at all pixels of a line.</summary>
    /// <param name="points">The values at the points.</param>
    /// <param name="pixels">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Interpolate(ReadOnlySpan<float> points, Span<float> pixels)
    {
        for (var pixel = 0; pixel < pixels.Length; pixel++)
        {
            var weights = _weights.AsSpan(Taps * pixel, Taps);
            var near = points.Slice(_first[pixel], Taps);
            pixels[pixel] = weights[0] * near[0] + weights[1] * near[1] + (weights[2] * near[2] + weights[3] * near[3]);
        }
    }

    /// <summary>The values at all lines of pixels, across this axis.</summary>
    /// <param name="points">A line of values for each point.</param>
    /// <param name="pixels">A line for each pixel.</param>
    /// <param name="width">The values in a line.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InterpolateLines(ReadOnlySpan<float> points, Span<float> pixels, int width)
    {
        for (var line = 0; line < _first.Length; line++)
        {
            var weights = _weights.AsSpan(Taps * line, Taps);
            var near = points.Slice(_first[line] * width, Taps * width);
            var first = near[..width];
            var second = near.Slice(width, width);
            var third = near.Slice(2 * width, width);
            var fourth = near.Slice(3 * width, width);
            var values = pixels.Slice(line * width, width);
            for (var x = 0; x < values.Length; x++)
                values[x] = weights[0] * first[x] + weights[1] * second[x] + (weights[2] * third[x] + weights[3] * fourth[x]);
        }
    }
}
