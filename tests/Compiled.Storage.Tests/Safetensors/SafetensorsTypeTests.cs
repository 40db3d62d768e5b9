using Compiled.Storage;

namespace Compiled.Tests.Safetensor;

/// <summary>What weights are read from, and what is only counted.</summary>
public sealed class SafetensorsTypeTests
{
    [Theory]
    [InlineData("F32", true)]
    [InlineData("F64", true)]
    [InlineData("F16", true)]
    [InlineData("BF16", true)]
    [InlineData("F31", false)]
    [InlineData("F65", false)]
    [InlineData("F17", false)]
    [InlineData("I32", false)]
    [InlineData("BF17", false)]
    [InlineData("CF16", false)]
    [InlineData("", false)]
    [InlineData("F8_E4M3", false)]
    public void Weights_are_read_from_floats(string type, bool isRead) => Assert.Equal(isRead, SafetensorsTypes.IsReadable(type));

    [Theory]
    [InlineData("F32", "0000C03F", 1.5f)]
    [InlineData("F64", "000000000000F83F", 1.5f)]
    [InlineData("F16", "003E", 1.5f)]
    [InlineData("BF16", "C03F", 1.5f)]
    public void Each_of_them_has_its_bytes(string type, string bytes, float expected)
    {
        var (data, values) = (Convert.FromHexString(bytes), new float[2]);
        Assert.Equal(data.Length, SafetensorsTypes.Size(type));
        SafetensorsTypes.ToFloats(type, [.. data, .. data], values);
        Assert.Equal([expected, expected], values);
    }

    [Theory]
    [InlineData("F4", 4)]
    [InlineData("F6_E2M3", 6)]
    [InlineData("F6_E3M2", 6)]
    [InlineData("BOOL", 8)]
    [InlineData("U8", 8)]
    [InlineData("I8", 8)]
    [InlineData("F8_E5M2", 8)]
    [InlineData("F8_E4M3", 8)]
    [InlineData("F8_E8M0", 8)]
    [InlineData("I16", 16)]
    [InlineData("U16", 16)]
    [InlineData("I32", 32)]
    [InlineData("U32", 32)]
    [InlineData("C64", 64)]
    [InlineData("I64", 64)]
    [InlineData("U64", 64)]
    [InlineData("F63", 0)]
    public void Every_type_of_the_format_has_its_size(string type, int bits)
    {
        Assert.Equal(bits > 0, SafetensorsTypes.TryGetBits(type, out var actual));
        Assert.Equal(bits, actual);
    }
}
