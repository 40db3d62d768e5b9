using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>A file can never harm: it gives the network that was saved, or the one documented exception.</summary>
public class DamagedFileTests
{
    private static readonly string Text = WeightsText.OfDrawn<ClassicNet>();
    private static readonly byte[] Bits = WeightsText.Bits(WeightsText.Read<ClassicNet>(Text));

    [Fact]
    public void Cut_anywhere_it_is_refused_unless_only_the_last_line_break_is_gone()
    {
        for (var length = 0; length < Text.Length; length++)
            Assert.Equal(length >= Text.Length - 1, IsRightOrRefused(Text[..length]));
    }

    [Fact]
    public void With_any_bit_flipped_it_is_right_or_refused()
    {
        var data = Text.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var passed = 0;
        for (var index = 0; index < Text.Length; index++)
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = (char)(Text[index] ^ (1 << bit));
                var isRight = IsRightOrRefused(Text[..index] + flipped + Text[(index + 1)..]);
                passed += isRight ? 1 : 0;
                // In the data nothing passes but another kind of blank.
                Assert.False(isRight && index >= data && flipped is not (' ' or '\r' or '\n'), $"'{flipped}' at {index}");
            }

        Assert.InRange(passed, 1, 1000);
    }

    [Theory]
    [InlineData("compiled-weights 1", "compiled-weights 2", "this version reads 'compiled-weights 1'")]
    [InlineData("compiled-weights 1", "PK\u0003\u0004", "This is a zip archive, not a .weights file: unpack it")]
    [InlineData("parameters: 67", "parameters: 66", "The tensors contain 67 values, 67 of them parameters, but the header says 67 and 66.")]
    [InlineData("values: 67\n", "", "The header has no line 'values: …'.")]
    [InlineData("values: 67", "values: -67", "Line 12 is 'values: -67', which is not a header line.")]
    [InlineData("network: ClassicNet", "network: ClassicNet\nnetwork: Other", "repeats 'network'")]
    [InlineData("tensor: 0.bias [8]", "tensor: 0.bias [8]\ntensor: 0.bias [8]", "listed twice")]
    [InlineData("0.bias [8]", "0.bias [2, 2, 2]", "not a name with a shape")]
    [InlineData("0.bias [8]", "0.bias [0]", "not a name with a shape")]
    [InlineData("0.bias [8]", "0.bias [99999999999999999999]", "not a name with a shape")]
    [InlineData("[Dense(8), Relu]", "[Dense(8, Relu]", "with an unclosed bracket")]
    [InlineData("[Dense(8), Relu]", "Dense(8), Relu", "not a list of attributes")]
    public void What_is_wrong_is_said(string part, string replacement, string message)
    {
        Assert.Contains(part, Text);
        Assert.Contains(message, WeightsText.MustFail<ClassicNet>(Text.Replace(part, replacement)).Message);
    }

    [Fact]
    public void Data_that_are_short_long_or_other_are_told_apart()
    {
        Assert.Contains("The data end after ", WeightsText.MustFail<ClassicNet>(Text[..^8]).Message);
        Assert.Contains("the data continue after the 67 values declared in the header", WeightsText.MustFail<ClassicNet>(Text.Replace("=", "A") + "AAAA").Message);
        Assert.Contains("'!' is not allowed here", WeightsText.MustFail<ClassicNet>(Text + "!").Message);
        var digit = Text.IndexOf("\n\n", StringComparison.Ordinal) + 5;
        var other = Text[digit] == 'A' ? 'B' : 'A';
        Assert.Contains("the file is damaged; save the network again", WeightsText.MustFail<ClassicNet>(Text[..digit] + other + Text[(digit + 1)..]).Message);
    }

    [Theory]
    [InlineData(0, float.NaN, "The value standardize.means[0] is NaN, but must be finite.")]
    [InlineData(7, 0f, "The value standardize.factors[1] is 0, but must be above 0.")]
    [InlineData(7, -1f, "The value standardize.factors[1] is -1, but must be above 0.")]
    [InlineData(12, 0.5f, "The value standardize.fitted[0] is 0.5, but must be 0 or 1.")]
    [InlineData(13, float.PositiveInfinity, "The value 0.weight[0, 0] is infinity, but must be finite.")]
    [InlineData(13 + 6 + 2, float.NegativeInfinity, "The value 0.weight[1, 2] is -infinity, but must be finite.")]
    public void A_value_that_cannot_be_is_named(int index, float value, string message) =>
        Assert.Equal(message, WeightsText.MustFail<ScaledNet>(WeightsText.With(WeightsText.OfDrawn<ScaledNet>(), index, value)).Message);

    [Fact]
    public void A_running_variance_below_zero_is_named()
    {
        var at = 5 * 12 + 12 + 12 + 12 + 12 + 3;
        Assert.Equal("The value 1.running_var[3] is -1, but must be not negative.", WeightsText.MustFail<BatchNormNet>(WeightsText.With(WeightsText.OfDrawn<BatchNormNet>(), at, -1)).Message);
    }

    [Fact]
    public void A_network_that_diverged_is_not_saved()
    {
        var network = new ClassicNet();
        network.Dense1.Weights[2, 5] = float.NaN;
        using var writer = new StringWriter();
        var exception = Assert.Throws<InvalidOperationException>(() => WeightsFile.Write(network, writer));
        Assert.StartsWith("This ClassicNet cannot be saved: the value 2.weight[2, 5] is NaN, but must be finite.", exception.Message);
        Assert.Equal("", writer.ToString());
    }

    [Fact]
    public void What_a_header_announces_is_not_allocated()
    {
        var header = new WeightsHeader { Values = 500_000_000 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatException>(() => WeightsData.Read(new StringReader("AAAA"), header, 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('\n')]
    public void A_text_without_end_is_refused_after_its_first_piece(char character)
    {
        using var endless = new Endless(WeightsHeader.FirstLine + "\nnetwork: X\n" + "topology: [", character);
        Assert.Throws<ModelFileException>(() => WeightsFile.Read<ClassicNet>(endless));
        Assert.InRange(endless.Position, 1, 5_000_000);
    }

    private static bool IsRightOrRefused(string text)
    {
        try
        {
            Assert.Equal(Bits, WeightsText.Bits(WeightsText.Read<ClassicNet>(text)));
            return true;
        }
        catch (ModelFileException exception)
        {
            Assert.NotEmpty(exception.Problems);
            return false;
        }
    }

    private sealed class Endless(string begin, char character) : TextReader
    {
        public int Position { get; private set; }

        public override int Read()
        {
            var next = Position < begin.Length ? begin[Position] : character;
            Position++;
            return next;
        }
    }
}
