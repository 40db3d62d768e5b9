using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Inputs that are covered, and what no augmentation does: allocate.</summary>
[Collection(nameof(DataAllocationTests))]
public sealed class MaskAugmentationTests
{
    [Theory]
    [InlineData(6, 5, 3, 1)]
    [InlineData(5, 7, 2, 2)]
    [InlineData(4, 4, 1, 3)]
    public void A_square_around_every_pixel_is_covered_in_all_channels_alike(int width, int height, int size, int channels)
    {
        const int Rows = 3_000;
        var image = width * height * channels;
        float[] inputs = [.. Enumerable.Repeat(1f, Rows * image)];
        Augmentations.Cutout(width, height, size, channels, background: -1)(inputs, [], Rows, new SeededRandom(2));
        var places = new Dictionary<(int, int), int>();
        for (var row = 0; row < Rows; row++)
        {
            var pixels = inputs.AsSpan(row * image, image).ToArray();
            var centre = Centres().Single(centre => pixels.SequenceEqual(Covered(centre)));
            places[centre] = places.GetValueOrDefault(centre) + 1;
        }

        // Each of n places in one of n rows, within five standard deviations.
        var share = (double)Rows / (width * height);
        Assert.Equal(width * height, places.Count);
        Assert.All(places.Values, count => Assert.InRange(count, share - 5 * Math.Sqrt(share), share + 5 * Math.Sqrt(share)));

        IEnumerable<(int X, int Y)> Centres() => from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select (x, y);

        float[] Covered((int X, int Y) centre) =>
        [
            .. Enumerable.Range(0, image).Select(index =>
            {
                var (y, x) = (index / width % height, index % width);
                return x >= centre.X - size / 2 && x < centre.X - size / 2 + size && y >= centre.Y - size / 2 && y < centre.Y - size / 2 + size ? -1f : 1f;
            }),
        ];
    }

    [Fact]
    public void A_mask_replaces_the_share_of_inputs_that_it_is_given()
    {
        const int Count = 100_000;
        float[] inputs = [.. Enumerable.Repeat(1f, Count)], targets = [1, 2];
        Augmentations.FeatureMask(0.2f, value: -3)(inputs, targets, 2, new SeededRandom(3));
        Assert.Equal(Count, inputs.Count(static x => x is 1 or -3));
        Assert.Equal([1, 2], targets);
        // Five standard deviations of the binomial distribution.
        Assert.InRange(inputs.Count(static x => x == -3), 0.2 * Count - 5 * 127, 0.2 * Count + 5 * 127);
    }

    [Fact]
    public void No_augmentation_allocates_per_batch()
    {
        foreach (var (name, augment) in new[]
        {
            ("Affine", Augmentations.Affine(9, 7, 10, 1, 0.9f, 1.1f, 2)), ("ElasticShift", Augmentations.ElasticShift(9, 7, 1, 4, 2)), ("Cutout", Augmentations.Cutout(9, 7, 3, 2)),
            ("FeatureMask", Augmentations.FeatureMask(0.1f)), ("Shift", Augmentations.Shift(9, 7, 1, 2)),
        })
        {
            var (inputs, random, least) = (ImageAugmentationTests.Numbers(), new SeededRandom(1), long.MaxValue);
            for (var run = 0; run < 100; run++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                augment(inputs, [], 12, random);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.True(least == 0, $"{name} allocates {least} bytes.");
        }
    }
}
