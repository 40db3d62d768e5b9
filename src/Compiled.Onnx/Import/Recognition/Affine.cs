namespace Compiled.Import;

/// <summary>
/// y = a x + b in double precision; each of a and b is one number, or one for each value of a row. The mean m = −b / a is kept beside them, so that (x − m) · a comes through
/// with the bits of m.
/// </summary>
internal sealed class Affine
{
    private Affine(double[] scale, double[] shift, double[] mean) => (Scale, Shift, Mean) = (scale, shift, mean);

    public static Affine Identity { get; } = new([1], [0], [0]);

    public double[] Scale { get; }

    public double[] Shift { get; }

    public double[] Mean { get; }

    /// <summary>How many values it is for; 1 suits every width.</summary>
    public int Width => Math.Max(Scale.Length, Shift.Length);

    public static Affine Of(double[] scale, double[] shift) => new(scale, shift, Zip(shift, scale, static (b, a) => -b / a));

    /// <summary>(x − mean) · scale.</summary>
    public static Affine Centred(double[] mean, double[] scale) => new(scale, Zip(mean, scale, static (m, a) => -m * a), mean);

    /// <summary>One for each part of a row.</summary>
    public static Affine Joined(IEnumerable<(Affine Map, int Width)> parts)
    {
        var places = parts.SelectMany(static part => Enumerable.Range(0, part.Width).Select(place => (part.Map, Place: place))).ToList();
        return new(
            [.. places.Select(static at => at.Map.ScaleAt(at.Place))], [.. places.Select(static at => at.Map.ShiftAt(at.Place))], [.. places.Select(static at => at.Map.MeanAt(at.Place))]);
    }

    /// <summary>This one first, then the other.</summary>
    public Affine Then(Affine next) => new(
        Zip(Scale, next.Scale, static (first, second) => first * second),
        Zip(Zip(Shift, next.Scale, static (b, a) => b * a), next.Shift, static (first, second) => first + second),
        // a₂(a₁(x − m₁) + b₂/a₂): the shift of the second, taken back through the first.
        Zip(Mean, Zip(next.Mean, Scale, static (m, a) => m / a), static (first, second) => first + second));

    /// <summary>For some of the values alone.</summary>
    public Affine At(int[] places) => Width == 1 ? this : new([.. places.Select(ScaleAt)], [.. places.Select(ShiftAt)], [.. places.Select(MeanAt)]);

    /// <summary>For values at some places of wider rows, whose others stay as they are.</summary>
    public Affine Spread(int[] places, int width)
    {
        var (scale, shift, mean) = (new double[width], new double[width], new double[width]);
        Array.Fill(scale, 1);
        for (var index = 0; index < places.Length; index++)
            (scale[places[index]], shift[places[index]], mean[places[index]]) = (ScaleAt(index), ShiftAt(index), MeanAt(index));
        return new(scale, shift, mean);
    }

    public double ScaleAt(int place) => Scale[Scale.Length == 1 ? 0 : place];

    public double ShiftAt(int place) => Shift[Shift.Length == 1 ? 0 : place];

    public double MeanAt(int place) => Mean[Mean.Length == 1 ? 0 : place];

    /// <summary>Two arrays of one length, or one of them a single number.</summary>
    private static double[] Zip(double[] first, double[] second, Func<double, double, double> map)
    {
        var result = new double[Math.Max(first.Length, second.Length)];
        for (var place = 0; place < result.Length; place++)
            result[place] = map(first[first.Length == 1 ? 0 : place], second[second.Length == 1 ? 0 : place]);
        return result;
    }
}
