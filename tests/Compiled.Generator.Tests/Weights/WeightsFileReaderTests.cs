using Compiled.Generator.Weights;

namespace Compiled.Generator.Tests.Weights;

/// <summary>What the generator reads of a file; what is wrong in it is tested at the runtime's reader, whose code it is.</summary>
public sealed class WeightsFileReaderTests
{
    [Fact]
    public void A_file_is_read_to_facts_and_data_in_one_piece()
    {
        var file = WeightsFileReader.Read(@"C:\p\xor.weights", WeightsSample.Text);
        Assert.Null(file.Error);
        Assert.Equal(("C:/p/xor.weights", "Saved"), (file.Path, file.Network));
        Assert.Equal(["0.weight [2, 2]", "0.bias [2]", "2.weight [1, 2]", "2.bias [1]"], file.Tensors);
        Assert.Equal("AACAPwAAgD8AAIA/AACAPwAAAAAAAIC/AACAPwAAAMAAAAAA", file.Data);
    }

    [Fact]
    public void The_same_text_gives_equal_facts() =>
        Assert.Equal(WeightsFileReader.Read("a", WeightsSample.Text), WeightsFileReader.Read("a", WeightsSample.Text.Replace("\n", "\r\n")));

    [Fact]
    public void Cut_anywhere_it_is_an_error_and_no_exception()
    {
        for (var length = 0; length < WeightsSample.Text.Length - 1; length++)
        {
            var file = WeightsFileReader.Read("a", WeightsSample.Text[..length]);
            Assert.NotNull(file.Error);
            Assert.Equal("", file.Data);
        }
    }

    [Fact]
    public void Tensors_whose_sizes_overflow_together_are_an_error_and_no_exception()
    {
        // Modulo 2^64 they hold four values, which are there.
        string[] tensors = [.. Enumerable.Range(0, 4).Select(number => $"{number}.weight [2147483647, 2147483647]"), "4.weight [65536, 262144]"];
        var file = WeightsFileReader.Read("a", WeightsSample.Of(["[Network(inputs: 2)]"], tensors, [1, 2, 3, 4]));
        Assert.Contains("more than 1,099,511,627,776 values", file.Error);
    }

    [Fact]
    public void What_cannot_be_read_is_an_error() => Assert.Equal("it cannot be read", WeightsFileReader.Read("a", null).Error);

    [Theory]
    [InlineData("a.weights", true)]
    [InlineData("a.WEIGHTS", true)]
    [InlineData("a.weights.txt", false)]
    public void Files_are_known_by_their_ending(string path, bool expected) => Assert.Equal(expected, WeightsFileReader.IsWeights(path));
}
