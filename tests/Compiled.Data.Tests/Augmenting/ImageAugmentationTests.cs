using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Images that turn, grow, move and bend, each against its formula in double.</summary>
public sealed class ImageAugmentationTests
{
    private const int Width = 9;
    private const int Height = 7;
    private const int Channels = 2;
    private const int Size = Width * Height * Channels;
    private const int Rows = 12;
    private const float Background = -2;

    [Fact]
    public void A_turned_scaled_and_moved_image_has_the_values_of_its_formula()
    {
        var (before, after) = (Numbers(), Numbers());
        Augmentations.Affine(Width, Height, 40, shift: 1.5f, smallest: 0.7f, largest: 1.4f, Channels, Background)(after, [], Rows, new SeededRandom(5));
        var random = new SeededRandom(5);
        for (var row = 0; row < Rows; row++)
        {
            var angle = 40 * (2.0 * random.NextSingle() - 1) * Math.PI / 180;
            var factor = 0.7 + random.NextSingle() * 0.7;
            var (shiftX, shiftY) = (1.5 * (2 * random.NextSingle() - 1), 1.5 * (2 * random.NextSingle() - 1));
            Compare(before, after, row, (x, y) =>
            {
                var (right, down) = (x - 4 - shiftX, y - 3 - shiftY);
                return (4 + (Math.Cos(angle) * right + Math.Sin(angle) * down) / factor, 3 + (Math.Cos(angle) * down - Math.Sin(angle) * right) / factor);
            });
        }
    }

    [Fact]
    public void Rotation_and_scaling_are_its_parts()
    {
        Same(Augmentations.Rotation(Width, Height, 25, Channels, Background), Augmentations.Affine(Width, Height, 25, channels: Channels, background: Background));
        Same(Augmentations.Scaling(Width, Height, 0.8f, 1.3f, Channels, Background), Augmentations.Affine(Width, Height, 0, 0, 0.8f, 1.3f, Channels, Background));
        Assert.NotEqual(Numbers(), Applied(Augmentations.Rotation(Width, Height, 25, Channels), 1));
        Assert.NotEqual(Numbers(), Applied(Augmentations.Scaling(Width, Height, 0.8f, 1.3f, Channels), 1));

        static void Same(Augmentation part, Augmentation whole) => Assert.Equal(Applied(whole, 3), Applied(part, 3));
    }

    [Fact]
    public void A_turn_by_nothing_and_a_factor_of_one_change_no_bit()
    {
        Assert.Equal(Numbers(), Applied(Augmentations.Affine(Width, Height, 0, channels: Channels), 1));
        Assert.Equal(Numbers(), Applied(Augmentations.Scaling(Width, Height, 1, 1, Channels), 1));
        Assert.Equal(Numbers(), Applied(Augmentations.ElasticShift(Width, Height, 0, 3, Channels), 1));
        Assert.Equal(Numbers(), Applied(Augmentations.FeatureMask(0), 1));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_bent_image_has_the_values_of_its_formula(int spacing)
    {
        var (before, after) = (Numbers(), Numbers());
        Augmentations.ElasticShift(Width, Height, 0.8f, spacing, Channels, Background)(after, [], Rows, new SeededRandom(6));
        var random = new SeededRandom(6);
        var (columns, lines) = ((Width - 1) / spacing + 4, (Height - 1) / spacing + 4);
        for (var row = 0; row < Rows; row++)
        {
            var points = Enumerable.Range(0, 2 * columns * lines).Select(_ => 0.8 * random.NextNormal()).ToArray();
            Compare(before, after, row, (x, y) => (x + Shift(points, x, y, 0), y + Shift(points, x, y, columns * lines)));
        }

        // The bicubic of 4 by 4 points.
        double Shift(double[] points, int x, int y, int begin)
        {
            var sum = 0.0;
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    sum += Weight(i, (double)(y % spacing) / spacing) * Weight(j, (double)(x % spacing) / spacing) * points[begin + (y / spacing + i) * columns + x / spacing + j];
            return sum;
        }

        static double Weight(int tap, double t) => Cubic(Math.Abs(t - (tap - 1)));

        static double Cubic(double distance) => distance < 1 ? (1.5 * distance - 2.5) * distance * distance + 1 : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
    }

    [Fact]
    public void Every_machine_has_the_same_bits()
    {
        Assert.Equal("5f4c7964b01a773f", Hash(Augmentations.Affine(Width, Height, 30, 1, 0.8f, 1.2f, Channels)));
        Assert.Equal("0bd610a8b8610e3c", Hash(Augmentations.ElasticShift(Width, Height, 0.7f, 4, Channels)));
        Assert.Equal("e48235dc38931d3d", Hash(Augmentations.Cutout(Width, Height, 3, Channels)));
        Assert.Equal("f20a9409b3155684", Hash(Augmentations.FeatureMask(0.3f)));

        static string Hash(Augmentation augment)
        {
            var hash = 14695981039346656037UL;
            foreach (var value in Applied(augment, 1))
                hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
            return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Rows_of_another_size_are_refused_by_the_name_of_the_augmentation()
    {
        foreach (var (name, augment) in new[]
        {
            ("Rotation", Augmentations.Rotation(8, 8, 10)), ("Scaling", Augmentations.Scaling(8, 8, 1, 2)), ("Affine", Augmentations.Affine(8, 8, 10)),
            ("ElasticShift", Augmentations.ElasticShift(8, 8, 1, 4)), ("Cutout", Augmentations.Cutout(8, 8, 3)), ("Shift", Augmentations.Shift(8, 8, 3)),
        })
        {
            Assert.Equal(
                $"A row has 63 inputs, but an image of 8 by 8 pixels and 1 channel has 64: give Augmentations.{name} the width, height and channels of the rows.",
                Assert.Throws<ArgumentException>(() => augment(new float[2 * 63], [], 2, new SeededRandom(1))).Message);
        }
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Rejects(() => Augmentations.Rotation(8, 8, 0), "degrees is 0, but must be greater than 0 and at most 180.");
        Rejects(() => Augmentations.Rotation(8, 8, float.NaN), "degrees is NaN");
        Rejects(() => Augmentations.Rotation(0, 8, 5), "width is 0, but must be at least 1");
        Rejects(() => Augmentations.Affine(8, 8, 181), "degrees is 181, but must be from 0 to 180.");
        Rejects(() => Augmentations.Affine(8, 8, 1, shift: -1), "shift is -1");
        Rejects(() => Augmentations.Scaling(8, 8, 0, 1), "smallest is 0, but must be finite and greater than 0.");
        Rejects(() => Augmentations.Scaling(8, 8, 1.2f, 1.1f), "largest is 1.1, but must be at least smallest, 1.2.");
        Rejects(() => Augmentations.ElasticShift(8, 8, -1, 4), "deviation is -1");
        Rejects(() => Augmentations.ElasticShift(8, 8, 1, 0), "spacing is 0, but must be at least 1");
        Rejects(() => Augmentations.Cutout(8, 6, 6), "size is 6, but must be at least 1 and less than both sides of the image, 8 by 6");
        Rejects(() => Augmentations.Cutout(8, 6, 0), "size is 0");
        Rejects(() => Augmentations.FeatureMask(1), "probability is 1, but must be at least 0 and less than 1.");

        static void Rejects(Func<Augmentation> make, string part) => Assert.Contains(part, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    internal static float[] Applied(Augmentation augment, long seed)
    {
        var inputs = Numbers();
        augment(inputs, [], Rows, new SeededRandom(seed));
        return inputs;
    }

    internal static float[] Numbers()
    {
        var random = new SeededRandom(11);
        return [.. Enumerable.Range(0, Rows * Size).Select(_ => random.NextNormal())];
    }

    /// <summary>Each pixel against the bilinear value at its source.</summary>
    private static void Compare(float[] before, float[] after, int row, Func<int, int, (double X, double Y)> source)
    {
        for (var place = 0; place < Size; place++)
        {
            var (plane, y, x) = (place / (Width * Height), place / Width % Height, place % Width);
            var (fromX, fromY) = source(x, y);
            var (left, top) = ((int)Math.Floor(fromX), (int)Math.Floor(fromY));
            var (right, down) = (fromX - left, fromY - top);
            var expected = (1 - down) * ((1 - right) * Pixel(left, top) + right * Pixel(left + 1, top)) + down * ((1 - right) * Pixel(left, top + 1) + right * Pixel(left + 1, top + 1));
            Assert.Equal(expected, after[row * Size + place], 1e-4);

            double Pixel(int column, int line) =>
                column is >= 0 and < Width && line is >= 0 and < Height ? before[row * Size + (plane * Height + line) * Width + column] : Background;
        }
    }
}
