using System.Globalization;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Text;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Messages show numbers as the user wrote them.</summary>
public sealed class NumbersTests
{
    [Theory]
    [InlineData("LeakyRelu(-0.1f)", "'slope' is -0.1,")]
    [InlineData("LeakyRelu(-0.1)", "'slope' is -0.1,")]
    [InlineData("LeakyRelu(-1e-3f)", "'slope' is -0.001,")]
    [InlineData("LeakyRelu(-0.30000001f)", "'slope' is -0.3,")]
    [InlineData("LeakyRelu(-0.3000001f)", "'slope' is -0.3000001,")]
    [InlineData("LeakyRelu(-0.30000001)", "'slope' is -0.30000001,")]
    [InlineData("LeakyRelu(-2 / 3.0)", "'slope' is -0.6666666666666666,")]
    [InlineData("LeakyRelu(0.999999999)", "'slope' is 0.999999999,")]
    [InlineData("LeakyRelu(1_000_000)", "'slope' is 1000000,")]
    [InlineData("LeakyRelu(10_000_000_000)", "'slope' is 10000000000,")]
    [InlineData("LeakyRelu(16777217)", "'slope' is 16777217,")]
    [InlineData("LeakyRelu(ulong.MaxValue)", "'slope' is 1.8446744E+19,")]
    [InlineData("LeakyRelu('a')", "'slope' is 97,")]
    [InlineData("LeakyRelu(double.NaN)", "'slope' is NaN,")]
    [InlineData("LeakyRelu(float.NegativeInfinity)", "'slope' is -Infinity,")]
    [InlineData("LeakyRelu(1.0 / 0)", "'slope' is Infinity,")]
    [InlineData("Huber(-0.0)", "'delta' is -0,")]
    [InlineData("Huber(1e39)", "'delta' is 1E+39,")]
    [InlineData("Huber(-1e-5f)", "'delta' is -1E-05,")]
    [InlineData("Huber(1e-300)", "'delta' is 1E-300,")]
    [InlineData("L1(-0.7f)", "'strength' is -0.7,")]
    [InlineData("HardTanh(0.3f, 0.2f)", "'max' is 0.2, but it must be above min, 0.3")]
    [InlineData("HardTanh(min: 1.1f)", "'min' is 1.1, but it must be below max, 1")]
    [InlineData("BatchNorm(Momentum = 1.1f)", "'momentum' is 1.1,")]
    public void As_they_were_written(string attribute, string expected)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] [Dense(1), {attribute}] partial class Net;");
        Assert.Contains(expected, Assert.Single(result.Problems).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Dense(1, InitializerConstant = -0.1f)]", "InitializerConstant = -0.1 has")]
    [InlineData("[Dense(1, L2 = -0.1f)]", "'L2' is -0.1,")]
    [InlineData("[Dense(2), Softmax] [CrossEntropy(LabelSmoothing = 1.1f)]", "'LabelSmoothing' is 1.1,")]
    public void Also_of_dense_blocks_and_losses(string attributes, string expected)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] {attributes} partial class Net;");
        Assert.Contains(expected, Assert.Single(result.Problems).GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>Whatever the number, its text reads back as the same.</summary>
    [Fact]
    public void They_read_back_as_the_same_number()
    {
        var random = new Random(1);
        for (var count = 0; count < 20_000; count++)
        {
            var single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsFinite(single))
                Assert.Equal(single, float.Parse(Numbers.Text(single), CultureInfo.InvariantCulture));
            var wide = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(wide) && (float)wide != wide)
                Assert.Equal(wide, double.Parse(Numbers.Text(wide), CultureInfo.InvariantCulture));
        }
    }
}
