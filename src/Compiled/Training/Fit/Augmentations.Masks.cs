using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <content>Inputs that are covered.</content>
public static partial class Augmentations
{
    /// <summary>Covers a square of every row's image, at a place drawn independently for each row; targets are unchanged.</summary>
    /// <remarks>
    /// The square's centre is any pixel, each as likely as any other; what lies outside the image is cut off, so that near the border less is covered. All channels of a row, which
    /// is laid out as [channel][y][x], are covered alike. Two random numbers for each row. Source: DeVries and Taylor, "Improved regularization of convolutional neural networks with Cutout",
    /// 2017; torchvision: <c>RandomErasing</c>.
    /// </remarks>
    /// <param name="width">Pixels in a line; at least 1.</param>
    /// <param name="height">Lines; at least 1.</param>
    /// <param name="size">The side of the square; at least 1 and less than both sides of the image.</param>
    /// <param name="channels">Planes one after another; at least 1, 1 by default.</param>
    /// <param name="background">The value in the square; 0 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>, which throws an <see cref="ArgumentException"/> before the first step if the number of inputs is not
    /// channels · height · width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static Augmentation Cutout(int width, int height, int size, int channels = 1, float background = 0)
    {
        var layout = new ImageRows(nameof(Cutout), width, height, channels);
        if (size < 1 || size >= Math.Min(width, height))
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, Wording.Of($"size is {size}, but must be at least 1 and less than both sides of the image, {width} by {height}, so that part of the image remains."));
        }

        return (inputs, _, rows, random) =>
        {
            layout.Check(inputs.Length, rows);
            for (var row = 0; row < rows; row++)
            {
                var (left, top) = (random.NextInt32(width) - size / 2, random.NextInt32(height) - size / 2);
                var (begin, end) = (Math.Max(left, 0), Math.Min(left + size, width));
                var image = layout.Row(inputs, row);
                for (var plane = 0; plane < channels; plane++)
                {
                    for (var y = Math.Max(top, 0); y < Math.Min(top + size, height); y++)
                        image.Slice((plane * height + y) * width + begin, end - begin).Fill(background);
                }
            }
        };
    }

    /// <summary>Replaces every input with a probability, independently of all others; targets are unchanged.</summary>
    /// <remarks>
    /// For tables: the network learns to do without any single feature. In contrast to <c>Dropout</c>, what remains is not scaled. The value should be what a missing feature looks like: 0, the mean,
    /// after standardisation; the background of images. One random number for each input.
    /// </remarks>
    /// <param name="probability">At least 0 and less than 1, such as 0.1.</param>
    /// <param name="value">What replaces an input; 0 by default, and NaN or an infinity are taken as they are.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public static Augmentation FeatureMask(float probability, float value = 0)
    {
        OptimizerSetting.BelowOne(nameof(probability), probability);
        return (inputs, _, _, random) => Mask(inputs, probability, value, random);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mask(Span<float> inputs, float probability, float value, SeededRandom random)
    {
        for (var index = 0; index < inputs.Length; index++)
        {
            if (random.NextSingle() < probability)
                inputs[index] = value;
        }
    }
}
