using Compiled.Numerics;

namespace Compiled.Tests.Training;

/// <summary>The ready augmentations, each against its definition.</summary>
public sealed class AugmentationsTests
{
    [Fact]
    public void Noise_is_added_to_the_inputs_number_by_number()
    {
        var (inputs, targets) = (Numbers(600), Numbers(200));
        Augmentations.GaussianNoise(0.25f)(inputs, targets, 200, new SeededRandom(3));
        var random = new SeededRandom(3);
        Assert.Equal(Numbers(600).Select(x => MathF.FusedMultiplyAdd(0.25f, random.NextNormal(), x)), inputs);
        Assert.Equal(Numbers(200), targets);
        Augmentations.GaussianNoise(0)(targets, [], 200, random);
        Assert.Equal(Numbers(200), targets);

        var noise = new float[100_000];
        Augmentations.GaussianNoise(0.5f)(noise, [], 1, new SeededRandom(4));
        // Four standard errors of the mean, and of the variance.
        Assert.InRange(noise.Average(static x => (double)x), -0.0064, 0.0064);
        Assert.InRange(noise.Average(static x => (double)x * x), 0.2455, 0.2545);
    }

    [Theory]
    [InlineData(5, 4, 1, 1, 0f)]
    [InlineData(5, 4, 3, 1, 0f)]
    [InlineData(4, 6, 2, 3, -0.5f)]
    [InlineData(3, 3, 2, 2, 1f)]
    [Trait("Speed", "slow")]
    public void A_shift_moves_all_channels_of_a_row_together_by_every_distance(int width, int height, int pixels, int channels, float background)
    {
        const int Rows = 2_000;
        var size = width * height * channels;
        var (inputs, targets) = (Numbers(Rows * size), Numbers(Rows));
        Augmentations.Shift(width, height, pixels, channels, background)(inputs, targets, Rows, new SeededRandom(8));
        Assert.Equal(Numbers(Rows), targets);

        var moves = new Dictionary<(int, int), int>();
        for (var row = 0; row < Rows; row++)
        {
            var (before, after) = (Numbers(Rows * size).AsSpan(row * size, size).ToArray(), inputs.AsSpan(row * size, size).ToArray());
            var move = Moves(pixels).Single(move => after.SequenceEqual(Moved(before, width, height, move, background)));
            moves[move] = moves.GetValueOrDefault(move) + 1;
        }

        // Each of n moves in one of n rows, within five standard deviations.
        var share = (double)Rows / Moves(pixels).Count();
        Assert.Equal(Moves(pixels).Count(), moves.Count);
        Assert.All(moves.Values, count => Assert.InRange(count, share - 5 * Math.Sqrt(share), share + 5 * Math.Sqrt(share)));
    }

    [Fact]
    public void A_shift_of_rows_of_another_size_says_so_before_the_first_step()
    {
        var trainer = Linear.Trainer(new Adam());
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<ArgumentException>(
            () => trainer.Fit(Linear.Data(), new FitOptions { Augment = Augmentations.Shift(8, 8, 1, channels: 3) }));
        Assert.Equal(
            "A row has 3 inputs, but an image of 8 by 8 pixels and 3 channels has 192: give Augmentations.Shift the width, height and channels of the rows.",
            exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(1)]
    public void A_mixup_mixes_each_row_with_its_partner_inputs_and_targets_alike(int rows)
    {
        var (inputs, targets) = (Numbers(rows * 5), new float[rows * 3]);
        for (var row = 0; row < rows; row++)
            targets[row * 3 + row % 3] = 1;
        var (x, t) = (inputs.ToArray(), targets.ToArray());
        Augmentations.Mixup(1)(inputs, targets, rows, new SeededRandom(13));

        var share = (float)Augmentations.NextBeta(1, new SeededRandom(13));
        Assert.InRange(share, 0.01f, 0.99f);
        for (var row = 0; row < rows; row++)
        {
            var partner = rows - 1 - row;
            for (var column = 0; column < 5; column++)
                Assert.Equal(row == partner ? x[row * 5 + column] : share * x[row * 5 + column] + (1 - share) * x[partner * 5 + column], inputs[row * 5 + column], 1e-6f);
            for (var column = 0; column < 3; column++)
                Assert.Equal(share * t[row * 3 + column] + (1 - share) * t[partner * 3 + column], targets[row * 3 + column], 1e-6f);
            Assert.Equal(1, targets.AsSpan(row * 3, 3).ToArray().Sum(), 1e-6f);
        }

        if (rows % 2 == 1)
            Assert.Equal(x.AsSpan(rows / 2 * 5, 5), inputs.AsSpan(rows / 2 * 5, 5));
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    [InlineData(1e6)]
    [InlineData(1e10)]
    public void The_share_has_the_mean_and_the_variance_of_a_beta_distribution(double alpha)
    {
        const int Draws = 20_000;
        var random = new SeededRandom(2);
        var draws = Enumerable.Range(0, Draws).Select(_ => Augmentations.NextBeta(alpha, random)).ToArray();
        Assert.All(draws, static draw => Assert.InRange(draw, 0, 1));
        var variance = 1 / (4 * (2 * alpha + 1));
        Assert.InRange(draws.Average(), 0.5 - 5 * Math.Sqrt(variance / Draws), 0.5 + 5 * Math.Sqrt(variance / Draws));
        // No squared distance is above 1/4, and none of these is spread wider than a normal one: 2/n in the square of the error.
        Assert.InRange(draws.Average(static draw => (draw - 0.5) * (draw - 0.5)), variance * (1 - 5 * Math.Sqrt(2.0 / Draws)), variance * (1 + 5 * Math.Sqrt(2.0 / Draws)));
    }

    [Fact]
    public void At_alpha_1_every_share_is_as_likely()
    {
        var random = new SeededRandom(9);
        var counts = new int[10];
        for (var draw = 0; draw < 20_000; draw++)
            counts[(int)(Augmentations.NextBeta(1, random) * 10)]++;
        Assert.All(counts, static count => Assert.InRange(count, 2_000 - 5 * 43, 2_000 + 5 * 43));
    }

    [Fact]
    public void The_largest_alpha_goes_halves() =>
        Assert.Equal(0.5, Augmentations.NextBeta(float.MaxValue, new SeededRandom(1)));

    [Fact]
    public void Every_machine_has_the_same_bits()
    {
        Assert.Equal(
            "aa029c3578ad70fa 3cf62ae967d56f07 9c79070610e365e8",
            $"{Hash(Augmentations.GaussianNoise(0.1f))} {Hash(Augmentations.Shift(6, 4, 2, 2))} {Hash(Augmentations.Mixup(0.4f))}");

        static string Hash(Augmentation augment)
        {
            var (inputs, targets) = (Numbers(32 * 48), Numbers(64));
            augment(inputs, targets, 32, new SeededRandom(1));
            var hash = 14695981039346656037UL;
            foreach (var value in inputs.Concat(targets))
                hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
            return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Rejects(() => Augmentations.GaussianNoise(-1), "deviation is -1, but must be finite and at least 0.");
        Rejects(() => Augmentations.GaussianNoise(float.NaN), "deviation is NaN");
        Rejects(() => Augmentations.Mixup(0), "alpha is 0, but must be finite and greater than 0.");
        Rejects(() => Augmentations.Mixup(float.PositiveInfinity), "alpha is ");
        Rejects(() => Augmentations.Shift(0, 8, 1), "width is 0, but must be at least 1: give the size of the image that a row contains.");
        Rejects(() => Augmentations.Shift(8, -8, 1), "height is -8");
        Rejects(() => Augmentations.Shift(8, 8, 1, 0), "channels is 0");
        Rejects(() => Augmentations.Shift(8, 6, 0), "pixels is 0, but must be at least 1 and less than both sides of the image, 8 by 6");
        Rejects(() => Augmentations.Shift(8, 6, 6), "pixels is 6");

        static void Rejects(Func<Augmentation> make, string part) => Assert.Contains(part, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    private static IEnumerable<(int X, int Y)> Moves(int pixels) =>
        from y in Enumerable.Range(-pixels, 2 * pixels + 1) from x in Enumerable.Range(-pixels, 2 * pixels + 1) select (x, y);

    private static float[] Moved(float[] image, int width, int height, (int X, int Y) move, float background) =>
        [.. Enumerable.Range(0, image.Length).Select(index =>
        {
            var (plane, y, x) = (index / (width * height), index / width % height - move.Y, index % width - move.X);
            return x >= 0 && x < width && y >= 0 && y < height ? image[(plane * height + y) * width + x] : background;
        })];

    /// <summary>All different, none 0, from a fixed recurrence.</summary>
    private static float[] Numbers(int count)
    {
        var (numbers, seed) = (new float[count], 7u);
        for (var index = 0; index < count; index++)
        {
            seed = seed * 1664525 + 1013904223;
            numbers[index] = ((seed >> 8) + 0.5f) / (1 << 23) - 1;
        }

        return numbers;
    }
}
