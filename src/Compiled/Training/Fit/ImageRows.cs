using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Rows that are images, [channel][y][x].</summary>
internal sealed class ImageRows
{
    private readonly string _augmentation;
    private readonly long _size;

    /// <summary>Images of a size.</summary>
    /// <param name="augmentation">Who asks, for messages.</param>
    /// <param name="width">Pixels in a line.</param>
    /// <param name="height">Lines.</param>
    /// <param name="channels">Planes one after another.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public ImageRows(string augmentation, int width, int height, int channels)
    {
        AtLeastOne(width);
        AtLeastOne(height);
        AtLeastOne(channels);
        (_augmentation, Width, Height, Channels, _size) = (augmentation, width, height, channels, (long)width * height * channels);
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    /// <summary>Pixels of one channel.</summary>
    public int Plane => Width * Height;

    /// <summary>Refuses rows of another size.</summary>
    public void Check(int inputs, int rows)
    {
        if (inputs != rows * _size)
            ThrowSize(inputs / rows);
    }

    /// <summary>One row; the size was checked.</summary>
    public Span<float> Row(Span<float> inputs, int row) => inputs.Slice(row * (int)_size, (int)_size);

    private static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(name, value, Wording.Of($"{name} is {value}, but must be at least 1: give the size of the image that a row contains."));
    }

    [DoesNotReturn]
    private void ThrowSize(int inputs) => throw new ArgumentException(
        Wording.Of($"A row has {Wording.Count(inputs, "input")}, but an image of {Width} by {Height} pixels and {Channels} {(Channels == 1 ? "channel" : "channels")} has ")
        + Wording.Of($"{_size}: give Augmentations.{_augmentation} the width, height and channels of the rows."));
}
