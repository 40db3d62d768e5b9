using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <content>Images that turn and grow.</content>
public static partial class Augmentations
{
    /// <summary>Turns every row's image about its centre by an angle from −degrees to degrees, drawn evenly and independently for each row; targets are unchanged.</summary>
    /// <remarks><see cref="Affine"/> with the angle alone. Keras: <c>RandomRotation</c>; torchvision: <c>RandomRotation</c>.</remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="degrees">The largest angle; greater than 0 and at most 180.</param>
    /// <param name="channels">Planes one after another; at least 1, 1 by default.</param>
    /// <param name="background">The value outside the image; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>, which throws an <see cref="ArgumentException"/> before the first step if the number of inputs is not
    /// channels · height · width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation Rotation(int width, int height, float degrees, int channels = 1, float background = 0)
    {
        if (!(degrees > 0 && degrees <= 180))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, Wording.Of($"degrees is {degrees}, but must be greater than 0 and at most 180."));
        return Moving(new ImageRows(nameof(Rotation), width, height, channels), degrees, 0, 1, 1, background);
    }

    /// <summary>Enlarges every row's image from its centre by a factor from smallest to largest, drawn evenly and independently for each row; targets are unchanged.</summary>
    /// <remarks><see cref="Affine"/> with the factor alone: below 1 the image shrinks, above 1 it grows, and what leaves the frame is lost. Keras: <c>RandomZoom</c>.</remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="smallest">The smallest factor, such as 0.9; finite and greater than 0.</param>
    /// <param name="largest">The largest factor, such as 1.1; finite and at least <paramref name="smallest"/>.</param>
    /// <param name="channels">Planes one after another; at least 1, 1 by default.</param>
    /// <param name="background">The value outside the image; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>, which throws an <see cref="ArgumentException"/> before the first step if the number of inputs is not
    /// channels · height · width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation Scaling(int width, int height, float smallest, float largest, int channels = 1, float background = 0)
    {
        CheckFactors(smallest, largest);
        return Moving(new ImageRows(nameof(Scaling), width, height, channels), 0, 0, smallest, largest, background);
    }

    /// <summary>Turns, scales and moves every row's image, all at once, each by an amount drawn evenly and independently for each row; targets are unchanged.</summary>
    /// <remarks>
    /// <para>
    /// The pixel p of the new image has the value of the old one at c + R(−angle) · (p − c − shift) / factor, with the centre c, interpolated linearly between the four pixels around it;
    /// pixels outside the image are <paramref name="background"/>. One interpolation blurs less than one for each of <c>Rotation + Scaling + Shift</c>. The channels of a row, which is laid
    /// out as [channel][y][x], move together. NaN and infinities spread to the pixels around them. torchvision: <c>RandomAffine</c>.
    /// </para>
    /// <para>Four random numbers for each row, in this order: angle, factor, shift in x, shift in y. About 5 ns per pixel.</para>
    /// </remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="degrees">The largest angle each way; from 0 to 180.</param>
    /// <param name="shift">The largest distance in x and in y, in pixels, not only whole ones; finite and at least 0.</param>
    /// <param name="smallest">The smallest factor; finite and greater than 0, 1 by default.</param>
    /// <param name="largest">The largest factor; finite and at least <paramref name="smallest"/>, 1 by default.</param>
    /// <param name="channels">Planes one after another; at least 1, 1 by default.</param>
    /// <param name="background">The value outside the image; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>, which throws an <see cref="ArgumentException"/> before the first step if the number of inputs is not
    /// channels · height · width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation Affine(
        int width, int height, float degrees, float shift = 0, float smallest = 1, float largest = 1, int channels = 1, float background = 0)
    {
        OptimizerSetting.UpTo(nameof(degrees), degrees, 180);
        OptimizerSetting.NotNegative(nameof(shift), shift);
        CheckFactors(smallest, largest);
        return Moving(new ImageRows(nameof(Affine), width, height, channels), degrees, shift, smallest, largest, background);
    }

    private static Augmentation Moving(ImageRows layout, float degrees, float shift, float smallest, float largest, float background) => (inputs, _, rows, random) =>
    {
        layout.Check(inputs.Length, rows);
        for (var row = 0; row < rows; row++)
        {
            var angle = degrees * (2 * random.NextSingle() - 1);
            var factor = smallest + random.NextSingle() * (largest - smallest);
            var (dx, dy) = (shift * (2 * random.NextSingle() - 1), shift * (2 * random.NextSingle() - 1));
            Warp(layout.Row(inputs, row), layout, new AffineMap(angle, factor, dx, dy, layout), background);
        }
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Warp(Span<float> image, ImageRows layout, AffineMap map, float background)
    {
        var (width, height) = (layout.Width, layout.Height);
        var old = ImageSampling.Scratch(layout.Plane);
        for (var begin = 0; begin < image.Length; begin += layout.Plane)
        {
            var plane = image.Slice(begin, layout.Plane);
            plane.CopyTo(old);
            var place = 0;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var (right, down) = (x - map.CentreX - map.ShiftX, y - map.CentreY - map.ShiftY);
                    plane[place++] = ImageSampling.Bilinear(
                        old, width, height, map.CentreX + (map.Cosine * right + map.Sine * down), map.CentreY + (map.Cosine * down - map.Sine * right), background);
                }
            }
        }
    }

    private static void CheckFactors(float smallest, float largest)
    {
        OptimizerSetting.Positive(nameof(smallest), smallest);
        OptimizerSetting.Positive(nameof(largest), largest);
        if (largest < smallest)
            throw new ArgumentOutOfRangeException(nameof(largest), largest, Wording.Of($"largest is {largest}, but must be at least smallest, {smallest}."));
    }

    /// <summary>Where each pixel of the new image comes from.</summary>
    private readonly struct AffineMap
    {
        public AffineMap(float degrees, float factor, float shiftX, float shiftY, ImageRows layout)
        {
            var turns = Math.Abs((double)degrees) / 180;
            // cos(π·a) and sin(π·a) = cos(π·|½ − a|), both with an argument from 0 to 1.
            Cosine = (float)(ScalarMath.CosinePi(turns) / factor);
            Sine = (float)(Math.CopySign(ScalarMath.CosinePi(Math.Abs(0.5 - turns)), degrees) / factor);
            (ShiftX, ShiftY) = (shiftX, shiftY);
            (CentreX, CentreY) = ((layout.Width - 1) / 2f, (layout.Height - 1) / 2f);
        }

        public float Cosine { get; }

        public float Sine { get; }

        public float ShiftX { get; }

        public float ShiftY { get; }

        public float CentreX { get; }

        public float CentreY { get; }
    }
}
