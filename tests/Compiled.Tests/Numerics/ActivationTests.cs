using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Compiled.Tests.Numerics;

/// <summary>Every activation: the errors that docs/activations.md states, the same bits at every width and length, special values.</summary>
public sealed class ActivationTests
{
    private const uint Stride = 2039;

    /// <summary>Stated errors may not be far above what is found, or they would state nothing.</summary>
    private const double MostTooLarge = 0.4;

    public static TheoryData<string> Names => new(ActivationCase.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Speed", "slow")]
    public void The_errors_are_those_that_the_page_states(string name)
    {
        var (values, slopes) = Stated(name);
        var (valueError, valueAt) = WorstValue(ActivationCase.All[name], name == "Gelu, tanh form");
        var (slopeError, slopeAt) = WorstSlope(ActivationCase.All[name]);
        var found = string.Create(CultureInfo.InvariantCulture, $"found {valueError:F3} ULP at {valueAt:R} and slopes {slopeError:F3} at {slopeAt:R}");
        Assert.True(valueError <= values && slopeError <= slopes, $"{name}: {found}; stated {values} and {slopes}");
        Assert.True(valueError >= values - MostTooLarge && slopeError >= slopes - MostTooLarge, $"{name}: {found}; stated as much as {values} and {slopes}");
    }

    [Fact]
    public void The_page_states_nothing_else() => Assert.Equal(ActivationCase.All.Keys.Order(), Rows().Select(row => row[0]).Order());

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Speed", "slow")]
    public void Every_width_gives_the_same_bits(string name)
    {
        var of = ActivationCase.All[name];
        float[] one = new float[4096], many = new float[4096];
        FloatBitsAssert.Sweep(3 * Stride, x =>
        {
            of.Values(1, x, one);
            foreach (var lanes in new[] { 4, 8, 16 })
            {
                of.Values(lanes, x, many);
                FloatBitsAssert.Equal(one, many, $"{name} in {lanes} lanes");
            }

            of.Slopes(1, x, one);
            foreach (var lanes in new[] { 4, 8, 16 })
            {
                of.Slopes(lanes, x, many);
                FloatBitsAssert.Equal(one, many, $"slope of {name} in {lanes} lanes");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_length_gives_the_bits_of_the_scalar_body(string name)
    {
        var of = ActivationCase.All[name];
        for (var length = 0; length <= 140; length += 4)
        {
            using var values = new GuardedMemory(length);
            using var gradients = new GuardedMemory(length);
            var x = new float[length];
            for (var i = 0; i < length; i++)
            {
                x[i] = values.Span[i] = FloatBitsAssert.Specials[(i + length) % FloatBitsAssert.Specials.Length];
                gradients.Span[i] = i - 7.5f;
            }

            var expected = new float[length];
            if (length > 0)
                of.Values(1, x, expected);
            of.Apply(ref values.Origin, length);
            FloatBitsAssert.Equal(expected, values.Span, $"{name}, {length} floats");

            if (length > 0)
                of.Slopes(1, x, expected);
            for (var i = 0; i < length; i++)
                expected[i] *= i - 7.5f;
            of.Multiply(x, ref values.Origin, ref gradients.Origin, length);
            FloatBitsAssert.Equal(expected, gradients.Span, $"slopes of {name}, {length} floats");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_gives_NaN_and_infinities_give_the_limits(string name)
    {
        var of = ActivationCase.All[name];
        float[] x = [float.NaN, float.NegativeInfinity, float.PositiveInfinity, float.MinValue, float.MaxValue, 0f];
        float[] y = new float[6], slopes = new float[6];
        of.Values(1, x, y);
        of.Slopes(1, x, slopes);
        Assert.True(float.IsNaN(y[0]) && float.IsNaN(slopes[0]));
        for (var i = 1; i < x.Length; i++)
            Assert.Equal((float)of.Oracle.Value(x[i]), y[i], 1e-6f * Math.Max(1, Math.Abs(y[i]) < float.MaxValue ? Math.Abs(y[i]) : 1));
        for (var i = 3; i < x.Length; i++)
            Assert.Equal((float)of.Oracle.Derivative(x[i]), slopes[i], 1e-6f);
    }

    [Theory]
    [InlineData("Tanh"), InlineData("LeakyRelu"), InlineData("Elu"), InlineData("Selu"), InlineData("Gelu"), InlineData("Gelu, tanh form")]
    [InlineData("Silu"), InlineData("Mish"), InlineData("Softsign"), InlineData("HardTanh"), InlineData("HardSwish"), InlineData("Celu"), InlineData("Tanhshrink"), InlineData("SmoothClip")]
    public void Zeros_keep_their_sign(string name)
    {
        var y = new float[2];
        ActivationCase.All[name].Values(1, [0f, -0f], y);
        FloatBitsAssert.Equal([0f, -0f], y, name);
    }

    [Theory]
    [InlineData("Elu", "E528FEE26696912D")]
    [InlineData("Selu", "8A75A59E9A9AD96D")]
    [InlineData("Gelu", "C246643C274AD957")]
    [InlineData("Gelu, tanh form", "786127C18EDE36E6")]
    [InlineData("Silu", "16A0D7ABE97F2C9A")]
    [InlineData("Mish", "790DADFACF1621F3")]
    [InlineData("Softplus", "6D9D60E711E01A4E")]
    [InlineData("Softsign", "45751FD8F1F5A904")]
    [InlineData("SmoothClip", "F3DF02F43A5B44DC")]
    [InlineData("SmoothClip(0.3)", "1B9A9D7F94B0CA79")]
    [InlineData("HardSigmoid", "17AFF960774D227B")]
    [InlineData("HardTanh", "5819D5951D36E4B8")]
    [InlineData("HardSwish", "016B81C987D30640")]
    [InlineData("Relu6", "519DEA4D9946117A")]
    [InlineData("Celu", "E528FEE26696912D")]
    [InlineData("Celu(0.3)", "1670348742AE2468")]
    [InlineData("Threshold(0.5, -1)", "56680DB848AD3859")]
    [InlineData("Hardshrink", "BF3B4DC52975FA2F")]
    [InlineData("Softshrink", "4321696D01DFFC92")]
    [InlineData("Tanhshrink", "E52B585E4963F499")]
    [InlineData("LogSigmoid", "CF067C27AEAF82D0")]
    public void Values_and_slopes_have_the_recorded_bits(string name, string expected)
    {
        float[] values = new float[4096], slopes = new float[4096];
        FloatBitsAssert.Sweep(1_048_577, x =>
        {
            ActivationCase.All[name].Values(16, x, values);
            ActivationCase.All[name].Slopes(16, x, slopes);
        });
        float[] all = [.. values.Concat(slopes).Select(value => float.IsNaN(value) ? float.NaN : value)];
        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(all.AsSpan())))[..16]);
    }

    private static (double Error, float At) WorstValue(ActivationCase of, bool isAbsoluteFromUnitOn)
    {
        var (worst, at, y) = (0.0, 0f, new float[4096]);
        FloatBitsAssert.Sweep(Stride, x =>
        {
            of.Values(16, x, y);
            for (var i = 0; i < x.Length; i++)
            {
                var exact = of.Oracle.Value(x[i]);
                var error = UlpError(y[i], exact);
                if (isAbsoluteFromUnitOn && Math.Abs(y[i] - exact) <= 1.0 / (1 << 23))
                    error = Math.Min(error, 4);
                if (error > worst)
                    (worst, at) = (error, x[i]);
            }
        });
        return (worst, at);
    }

    /// <summary>In units of 2⁻²³, the last place of numbers from 1 to 2: slopes are of that size, and gradients are sums of them.</summary>
    private static (double Error, float At) WorstSlope(ActivationCase of)
    {
        var (worst, at, y) = (0.0, 0f, new float[4096]);
        FloatBitsAssert.Sweep(Stride, x =>
        {
            of.Slopes(16, x, y);
            for (var i = 0; i < x.Length; i++)
            {
                if (float.IsNaN(x[i]))
                    continue;
                var error = Math.Abs(y[i] - of.Oracle.Derivative(x[i])) * (1 << 23);
                if (!(error <= worst))
                    (worst, at) = (error, x[i]);
            }
        });
        return (worst, at);
    }

    /// <summary>The distance in units of the last place that a float of the exact value's size has; infinite for a wrong NaN or infinity.</summary>
    private static double UlpError(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (float.IsInfinity((float)exact) || float.IsInfinity(actual))
            return (float)exact == actual ? 0 : double.PositiveInfinity;
        var exponent = exact == 0 ? -149 : Math.Max(Math.ILogB(exact) - 23, -149);
        return Math.Abs(actual - exact) / Math.ScaleB(1.0, exponent);
    }

    private static (double Values, double Slopes) Stated(string name)
    {
        var row = Rows().Single(row => row[0] == name);
        return (double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture));
    }

    /// <summary>The rows of the page's table of errors: name, error of values, error of slopes.</summary>
    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(Repository.Root, "docs", "activations.md"))
        .SkipWhile(line => !line.StartsWith("| activation | value", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
