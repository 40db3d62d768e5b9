using System.Buffers.Binary;
using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

public class SafetensorsValueTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_named_with_tensor_and_place_unless_allowed(float value)
    {
        var file = SafetensorsFile.WithValue(new ClassicNet().ToBytes(), "2.weight", 13, value);
        SafetensorsFile.Rejects<ClassicNet>(file, "'2.weight'", "at [1, 5]", "AllowNonFinite");
        Assert.Equal(value, ClassicNet.Read(file, new LoadOptions { AllowNonFinite = true }).Dense1.Weights[1, 5]);
    }

    [Fact]
    public void Running_statistics_may_be_not_finite_where_that_is_allowed_and_variances_never_negative()
    {
        var file = new BatchNormNet().ToBytes();
        var infinite = SafetensorsFile.WithValue(file, "1.running_var", 3, float.PositiveInfinity);
        SafetensorsFile.Rejects<BatchNormNet>(infinite, "'1.running_var'", "at [3]");
        var options = new LoadOptions { AllowNonFinite = true };
        Assert.Equal(float.PositiveInfinity, BatchNormNet.Read(infinite, options).BatchNorm0.RunningVariances[3]);
        foreach (var value in new[] { -0.5f, float.NegativeInfinity })
        {
            var negative = SafetensorsFile.WithValue(file, "1.running_var", 3, value);
            Assert.Contains("variances must not be negative", Assert.Throws<ModelFileException>(() => BatchNormNet.Read(negative, options)).Message, StringComparison.Ordinal);
        }

        Assert.NotNull(BatchNormNet.Read(SafetensorsFile.WithValue(file, "1.running_var", 3, 0)));
        Assert.NotNull(BatchNormNet.Read(SafetensorsFile.WithValue(file, "1.running_mean", 3, -5)));
    }

    [Theory]
    [InlineData("means", "1 2 3 4 5", "has 5 numbers, but the network has 6 inputs")]
    [InlineData("means", "1 2 3 4 5 6 7", "has more than 6 numbers")]
    [InlineData("means", "1 2 NaN 4 5 6", "'NaN' for input 2, but must have a finite number.")]
    [InlineData("means", "1 2 3 1e39 5 6", "'1e39' for input 3")]
    [InlineData("means", "1 2 3 4 5,5 6", "'5,5' for input 4")]
    [InlineData("means", "", "'' for input 0")]
    [InlineData("factors", "1 0 1 1 1 1", "'0' for input 1, but must have a finite number above 0")]
    [InlineData("factors", "1 1 1 1 1 -2", "'-2' for input 5, but must have a finite number above 0")]
    public void Scaling_that_cannot_be_is_refused_whatever_is_allowed(string which, string figures, string fragment)
    {
        var network = PortableNetworks.Drawn<ScaledNet>(1);
        var vector = which == "means" ? network.Standardize0.Means : network.Standardize0.Factors;
        var file = SafetensorsFile.Edited(network.ToBytes(), InputScaling.Write(vector), figures);
        SafetensorsFile.Rejects<ScaledNet>(file, "compiled.standardize." + which, fragment);
        Assert.Throws<ModelFileException>(() => ScaledNet.Read(file, new LoadOptions { AllowNonFinite = true, IgnoreTopology = true }));
    }

    [Theory]
    [InlineData("means")]
    [InlineData("factors")]
    public void Means_without_factors_are_refused_and_factors_without_means(string which) =>
        SafetensorsFile.Rejects<ScaledNet>(SafetensorsFile.Edited(PortableNetworks.Drawn<ScaledNet>(1).ToBytes(), "standardize." + which, "standardize.forgotten"), "only one of");

    [Fact]
    public void A_file_that_says_nothing_of_scaling_leaves_that_of_the_network()
    {
        var network = PortableNetworks.Drawn<ScaledNet>(1);
        var mean = network.Standardize0.Means[2];
        const string header =
            """
            {"0.weight":{"dtype":"F32","shape":[9,6],"data_offsets":[0,216]},"0.bias":{"dtype":"F32","shape":[9],"data_offsets":[216,252]},
             "2.weight":{"dtype":"F32","shape":[3,9],"data_offsets":[252,360]},"2.bias":{"dtype":"F32","shape":[3],"data_offsets":[360,372]}}
            """;
        network.ReadParameters(SafetensorsFile.Of(header, 372));
        Assert.Equal((0, mean, true), (network.Dense0.Weights[0, 0], network.Standardize0.Means[2], network.Standardize0.IsFitted));
        Assert.False(ScaledNet.Read(SafetensorsFile.Of(header, 372)).Standardize0.IsFitted);
    }

    [Fact]
    public void Doubles_round_to_the_nearest_float_and_ties_to_even()
    {
        double[] doubles = [1 + Math.ScaleB(1, -24), 1 + 3 * Math.ScaleB(1, -24), 1 + Math.ScaleB(1, -24) + Math.ScaleB(1, -50), Math.ScaleB(1, -150), Math.ScaleB(3, -151), -0.0, float.MaxValue];
        float[] expected = [1, 1 + MathF.ScaleB(1, -22), 1 + MathF.ScaleB(1, -23), 0, float.Epsilon, -0f, float.MaxValue];
        var bytes = new byte[8 * doubles.Length];
        for (var index = 0; index < doubles.Length; index++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * index), doubles[index]);
        var actual = new float[doubles.Length];
        SafetensorsTypes.ToFloats("F64", bytes, actual);
        Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), actual.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void A_double_beyond_floats_is_an_error_that_says_so()
    {
        var header = $"{{{SafetensorsFile.Classic.Replace("\"F32\",\"shape\":[3],\"data_offsets\":[256,268]", "\"F64\",\"shape\":[3],\"data_offsets\":[256,280]")}}}";
        var data = new byte[280];
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(264), 1e300);
        SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of(System.Text.Encoding.UTF8.GetBytes(header), data), "'2.bias'", "exceeds the range of float", "at [1]");
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(264), double.NaN);
        SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of(System.Text.Encoding.UTF8.GetBytes(header), data), "'2.bias' has NaN at [1], but must be finite");
    }

    [Theory]
    [InlineData("F16", 5, 10)]
    [InlineData("BF16", 8, 7)]
    public void Every_value_of_16_bits_is_read_exactly(string type, int exponentBits, int mantissaBits)
    {
        var bytes = new byte[2 << 16];
        for (var bits = 0; bits < 1 << 16; bits++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * bits), (ushort)bits);
        var actual = new float[1 << 16];
        SafetensorsTypes.ToFloats(type, bytes, actual);

        var (topExponent, bias) = ((1 << exponentBits) - 1, (1 << (exponentBits - 1)) - 1);
        for (var bits = 0; bits < 1 << 16; bits++)
        {
            var (sign, exponent, mantissa) = (bits >> 15 == 0 ? 1.0 : -1.0, (bits >> mantissaBits) & topExponent, bits & ((1 << mantissaBits) - 1));
            var expected = exponent == topExponent ? mantissa == 0 ? sign * double.PositiveInfinity : double.NaN
                : sign * Math.ScaleB(mantissa + (exponent == 0 ? 0 : 1 << mantissaBits), Math.Max(1, exponent) - bias - mantissaBits);
            Assert.True(double.IsNaN(expected) ? float.IsNaN(actual[bits]) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual[bits]), $"{type} {bits:X4}");
        }
    }
}
